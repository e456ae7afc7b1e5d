import { useState } from 'react';
import { useChange, useOperation } from '../../../api/operations.ts';
import { inWords } from '../../../names/in-words.ts';
import { Button } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { Notice, RefusalNotice } from '../../../parts/notice.tsx';
import { useTakesPart } from '../../../route/cell.ts';
import { Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import { type Circle, peopleInWords } from './circle.ts';
import { JoinCircle } from './join-circle.tsx';
import { LeaveCircle } from './leave-circle.tsx';
import { NameCircle } from './name-circle.tsx';

type Asked = 'join' | 'name' | 'leave';

/** What stands above a circle's talk: who reads it, who is to join, and what one can do about it. */
export function CircleHead({ circle }: { readonly circle: Circle }) {
  const say = useWords();
  const takesPart = useTakesPart();
  const people = useOperation('people', {});
  const [asked, ask] = useState<Asked | null>(null);
  const me = people.data?.find(({ you }) => you)?.id;
  const close = (): void => ask(null);
  const { members, incomplete } = circle;
  if (!circle.isIn) {
    return (
      <Row className="circle-head">
        <Notice voice="heed">{say('circle.was-in', { count: members.length, names: peopleInWords(members, me, say) })}</Notice>
      </Row>
    );
  }
  return (
    <Row className="circle-head">
      <p>
        <bdi>{say('circle.read-it', { count: members.length, names: peopleInWords(members, me, say) })}</bdi>
      </p>
      {incomplete > 0 && <Notice voice="heed">{say('circle.incomplete', { count: incomplete })}</Notice>}
      {circle.joining.map((joining) => (
        <Joining key={joining.id} circle={circle} joining={joining} me={me} />
      ))}
      {takesPart && (
        <div className="actions">
          <Button kind="quiet" className="small" onClick={() => ask('join')}>
            {say('circle.open-join')}
          </Button>
          <Button kind="quiet" className="small" onClick={() => ask('name')}>
            {say('circle.open-name')}
          </Button>
          <Button kind="quiet" className="small" onClick={() => ask('leave')}>
            {say('circle.open-leave')}
          </Button>
        </div>
      )}
      <Dialog title={say('circle.join-title')} isOpen={asked === 'join'} onClose={close}>
        <JoinCircle circle={circle} onEnd={close} />
      </Dialog>
      <Dialog title={say('circle.name-title')} isOpen={asked === 'name'} onClose={close}>
        <NameCircle circle={circle} onEnd={close} />
      </Dialog>
      <Dialog title={say('circle.leave-title')} isOpen={asked === 'leave'} onClose={close}>
        <LeaveCircle circle={circle} onStay={close} />
      </Dialog>
    </Row>
  );
}

interface JoiningParts {
  readonly circle: Circle;
  readonly joining: Circle['joining'][number];
  readonly me: string | undefined;
}

/** Somebody who is to join: who agrees to it, and who has yet to. */
function Joining({ circle, joining: { id, name, agreed, missing, awaitsYou }, me }: JoiningParts) {
  const say = useWords();
  const agreeing = useChange('circle-invite');
  if (!awaitsYou) {
    return (
      <Notice voice="heed">
        {say('circle.pending', { who: name, count: missing.length, names: inWords(missing.map((one) => one.name)) })}
      </Notice>
    );
  }
  return (
    <>
      <Notice
        voice="ask"
        actions={
          <Button
            onClick={() => void agreeing.run({ circle: circle.id, who: id })}
            working={agreeing.isRunning ? say('circle.joining') : null}
          >
            {say('circle.join')}
          </Button>
        }
      >
        {say('circle.asked', { who: name, count: agreed.length, names: peopleInWords(agreed, me, say) })}
      </Notice>
      <RefusalNotice refusal={agreeing.refusal} />
    </>
  );
}
