import { useState } from 'react';
import type { Output } from '../api/client.ts';
import { useChange, useOperation } from '../api/operations.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { RefusalNotice } from '../parts/notice.tsx';
import { Part, Row } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';

type Plan = NonNullable<Output<'service'>['plan']>;

/** Whether Moot starts when its person logs in to this device. Nothing is written before a question that shows what. */
export function LoginSection() {
  const say = useWords();
  const service = useOperation('service', {});
  const [asking, ask] = useState<'install' | 'remove' | null>(null);
  const view = service.data;
  if (view === undefined) return null;
  const { state, reason, plan, command } = view;
  const isOn = state === 'on';
  return (
    <Part title={say('login.title')}>
      <Row>
        <div className="setting">
          {plan === null || reason !== null ? (
            <>
              <p>{say(reason === null ? 'login.unknown' : `login.impossible.${reason}`)}</p>
              {reason !== 'login-path-with-variable' && (
                <>
                  <p>{say('login.by-hand')}</p>
                  <code className="code">{command}</code>
                </>
              )}
            </>
          ) : (
            <>
              <p>{say(`login.${state === 'impossible' ? 'off' : state}`)}</p>
              <div className="actions">
                <Button onClick={() => ask(isOn ? 'remove' : 'install')}>{say(isOn ? 'login.remove' : 'login.install')}</Button>
              </div>
              <Question asked={asking} plan={plan} onClose={() => ask(null)} />
            </>
          )}
        </div>
      </Row>
    </Part>
  );
}

/** The question before anything is written or taken away. */
function Question({ asked, plan, onClose }: { readonly asked: 'install' | 'remove' | null; readonly plan: Plan; onClose(): void }) {
  const say = useWords();
  const change = useChange('service');
  // While the dialog goes, it still says what it said.
  const [action, keep] = useState(asked);
  if (asked !== null && asked !== action) keep(asked);
  const doIt = async (): Promise<void> => {
    if (action !== null && (await change.run({ action })) !== null) onClose();
  };
  const installs = action === 'install';
  return (
    <Dialog title={say(installs ? 'login.install-title' : 'login.remove-title')} isOpen={asked !== null} onClose={onClose}>
      <div className="setting">
        <p>{say(installs ? `login.will-write.${plan.by}` : `login.will-remove.${plan.by}`)}</p>
        <code className="code">{plan.where}</code>
        {installs && (
          <details>
            <summary>{say('login.all-of-it')}</summary>
            <pre className="code">{plan.text}</pre>
          </details>
        )}
        <p>{say(installs ? 'login.locked' : 'login.goes-on')}</p>
        <RefusalNotice refusal={change.refusal} />
        <div className="actions">
          <Button kind="main" onClick={() => void doIt()} working={change.isRunning ? say('login.working') : null}>
            {say(installs ? 'login.install' : 'login.remove')}
          </Button>
          <Button onClick={onClose}>{say('login.leave')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
