import { useState } from 'react';
import { useChange } from '../../../api/operations.ts';
import { shownAs } from '../../../names/shown.ts';
import { Button } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { RefusalNotice } from '../../../parts/notice.tsx';
import { Link } from '../../../route/link.tsx';
import { announce } from '../../../shell/announcer.tsx';
import { Part, Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import { canBeChanged, type Decision } from '../standing.ts';
import { useMe } from '../use-me.ts';

/** What whoever proposed it can still do: put it in new words, or take it back. Nothing for everybody else. */
export function OwnProposal({ decision }: { readonly decision: Decision }) {
  const say = useWords();
  const me = useMe();
  const withdraw = useChange('withdraw');
  const [isAsking, ask] = useState(false);
  if (decision.proposerId !== me?.id || !canBeChanged(decision)) return null;
  const isAdmission = decision.effects.some(({ kind }) => kind === 'admit');
  const takeBack = async (): Promise<void> => {
    if ((await withdraw.run({ id: decision.id })) === null) return;
    ask(false);
    announce(say('own.withdrawn'));
  };
  return (
    <Part title={say('own.title')}>
      <Row className="own-proposal">
        {!isAdmission && <p className="soft">{say('own.lede')}</p>}
        <div className="actions">
          {!isAdmission && (
            <Link className="button button-plain" to={['decisions', decision.id, 'amend']}>
              {say('own.amend')}
            </Link>
          )}
          <Button kind="stop" onClick={() => ask(true)}>
            {say('own.withdraw')}
          </Button>
        </div>
      </Row>
      <Dialog title={say('own.withdraw-title', { title: shownAs(decision.title, say) })} isOpen={isAsking} onClose={() => ask(false)}>
        <div className="stack asking">
          <p>{say('own.withdraw-lede')}</p>
          <RefusalNotice refusal={withdraw.refusal} />
          <div className="actions">
            <Button kind="stop" onClick={() => void takeBack()} working={withdraw.isRunning ? say('own.withdrawing') : null}>
              {say('own.withdraw-do')}
            </Button>
            <Button onClick={() => ask(false)}>{say('own.stay')}</Button>
          </div>
        </div>
      </Dialog>
    </Part>
  );
}
