import { useChange } from '../../../api/operations.ts';
import { Button } from '../../../parts/button.tsx';
import { RefusalNotice } from '../../../parts/notice.tsx';
import { useCell } from '../../../route/cell.ts';
import { wayOn } from '../../../route/route.ts';
import { announce } from '../../../shell/announcer.tsx';
import { useWords } from '../../../texts/words.tsx';
import type { Circle } from './circle.ts';

/** The question before one leaves a circle: what follows, and the way back. */
export function LeaveCircle({ circle, onStay }: { readonly circle: Circle; onStay(): void }) {
  const say = useWords();
  const { id: cell } = useCell();
  const leaving = useChange('circle-leave');
  const isLast = circle.members.length === 1;
  const leave = async (): Promise<void> => {
    const goOn = wayOn();
    if ((await leaving.run({ circle: circle.id })) === null) return;
    announce(say('circle.left'));
    goOn({ cell, steps: ['talk'] }, true);
  };
  return (
    <div className="stack asking">
      <ul className="what-follows">
        <li>{say('circle.leave-reads')}</li>
        {!isLast && <li>{say('circle.leave-stays')}</li>}
        <li>{say(isLast ? 'circle.leave-last' : 'circle.leave-back')}</li>
      </ul>
      <RefusalNotice refusal={leaving.refusal} />
      <div className="actions">
        <Button kind="stop" onClick={() => void leave()} working={leaving.isRunning ? say('circle.leaving') : null}>
          {say('circle.leave')}
        </Button>
        <Button onClick={onStay}>{say('circle.stay')}</Button>
      </div>
    </div>
  );
}
