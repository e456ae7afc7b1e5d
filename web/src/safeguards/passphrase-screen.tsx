import { type FormEvent, useState } from 'react';
import { useChange } from '../api/operations.ts';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { goToFirstWrong } from '../parts/first-wrong.ts';
import { Notice, RefusalNotice, useReason } from '../parts/notice.tsx';
import { Link } from '../route/link.tsx';
import { Row, Sheet } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';
import { SHORTEST_PASSPHRASE } from '../welcome/entering.ts';
import { PassphraseField } from '../welcome/passphrase-field.tsx';

const NOTHING = { old: '', next: '' };

/** Changing the passphrase. */
export function PassphraseScreen() {
  const say = useWords();
  const reason = useReason();
  const change = useChange('passphrase');
  const [{ old, next }, type] = useState(NOTHING);
  const [isTried, setTried] = useState(false);
  const [isChanged, setChanged] = useState(false);
  const refused = change.refusal?.reason;
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    setTried(true);
    if (old === '' || next.length < SHORTEST_PASSPHRASE) return goToFirstWrong(form);
    if (change.isRunning) return;
    if ((await change.run({ old, new: next })) === null) return goToFirstWrong(form);
    type(NOTHING);
    setTried(false);
    setChanged(true);
  };
  const set = (field: keyof typeof NOTHING) => (value: string) => {
    change.forget();
    setChanged(false);
    type((before) => ({ ...before, [field]: value }));
  };
  const wrongOld = refused === 'passphrase-wrong' && change.refusal !== null ? reason(change.refusal) : null;
  const wrongNext = refused === 'passphrase-same' && change.refusal !== null ? reason(change.refusal) : null;
  return (
    <Sheet title={say('passphrase.change')} lede={say('passphrase.change-lede')}>
      <Row className="first">
        <form onSubmit={(event) => void submit(event)} noValidate className="safe-form">
          <Field
            label={say('passphrase.old')}
            kind="secret"
            value={old}
            onChange={set('old')}
            wrong={wrongOld ?? (isTried && old === '' ? say('passphrase.old-needed') : null)}
            autoComplete="current-password"
          />
          <PassphraseField
            label={say('passphrase.new')}
            value={next}
            onChange={set('next')}
            wrong={wrongNext ?? (isTried && next.length < SHORTEST_PASSPHRASE ? say('passphrase.needed') : null)}
          />
          <RefusalNotice refusal={wrongOld === null && wrongNext === null ? change.refusal : null} />
          <div role="status">{isChanged && <Notice voice="carried">{say('passphrase.changed')}</Notice>}</div>
          <div className="actions">
            <Button kind="main" type="submit" working={change.isRunning ? say('passphrase.doing') : null}>
              {say('passphrase.do')}
            </Button>
            <Link className="button button-quiet" to={['settings']}>
              {say('words.done')}
            </Link>
          </div>
        </form>
      </Row>
    </Sheet>
  );
}
