import { useCell } from '../route/cell.ts';
import { Item, Sheet } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';

/** How this device stands in the cell. */
export function StatusScreen() {
  const say = useWords();
  const { peers } = useCell();
  return (
    <Sheet title={say('status.title')}>
      {peers.map(({ device, member }) => (
        <Item key={device} title={member ?? device} />
      ))}
    </Sheet>
  );
}
