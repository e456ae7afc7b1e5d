import { useState } from 'react';
import { useChange, useOperation } from '../api/operations.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { RefusalNotice } from '../parts/notice.tsx';
import { isDemonstration } from '../route/base.ts';
import { useCell, useTakesPart } from '../route/cell.ts';
import { go, wayOn } from '../route/route.ts';
import { Part, Row } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';

/** The way out of the cell: what follows, and a question before it. @param isAsked whether the address asks at once */
export function LeavePart({ isAsked }: { readonly isAsked: boolean }) {
  const say = useWords();
  const cell = useCell();
  const takesPart = useTakesPart();
  const [isAsking, ask] = useState(isAsked);
  if (!takesPart || isDemonstration) return null;
  const close = (): void => {
    ask(false);
    if (isAsked) go({ cell: cell.id, steps: ['settings'] }, true);
  };
  return (
    <Part title={say('leave.part')}>
      <Row className="setting">
        <p>{say('leave.lede')}</p>
        <div className="actions">
          <Button kind="stop" onClick={() => ask(true)}>
            {say('leave.open')}
          </Button>
        </div>
      </Row>
      <Dialog title={say('leave.title', { cell: cell.name })} isOpen={isAsking} onClose={close}>
        <Question onStay={close} />
      </Dialog>
    </Part>
  );
}

function Question({ onStay }: { onStay(): void }) {
  const say = useWords();
  const cell = useCell();
  const leave = useChange('leave');
  const { data: people } = useOperation('people', {});
  const members = (people ?? []).filter(({ state }) => state === 'member');
  const devices = members.find(({ you }) => you)?.devices.length ?? 1;
  const doIt = async (): Promise<void> => {
    const goOn = wayOn();
    if ((await leave.run({ certain: true })) !== null) goOn({ cell: cell.id, steps: [] });
  };
  return (
    <div className="stack asking">
      <ul className="what-follows">
        {members.length > 1 && <li>{say('leave.others')}</li>}
        {members.length === 1 && <li>{say('leave.last')}</li>}
        {members.length === 2 && <li>{say('leave.two')}</li>}
        <li>{say('leave.stays')}</li>
        {devices > 1 && <li>{say('leave.devices')}</li>}
        {members.length > 1 && <li>{say('leave.back')}</li>}
      </ul>
      <RefusalNotice refusal={leave.refusal} />
      <div className="actions">
        <Button kind="stop" onClick={() => void doIt()} working={leave.isRunning ? say('leave.leaving') : null}>
          {say('leave.do')}
        </Button>
        <Button onClick={onStay}>{say('leave.stay')}</Button>
      </div>
    </div>
  );
}
