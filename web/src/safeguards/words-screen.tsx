import { useState } from 'react';
import { useChange, useOperation } from '../api/operations.ts';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { Fetching } from '../parts/progress.tsx';
import { useCell } from '../route/cell.ts';
import { go } from '../route/route.ts';
import { Part, Row, Sheet } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';
import { PassphraseQuestion } from './passphrase-question.tsx';
import { RecoveryWords } from './recovery-words.tsx';
import { ToSettings } from './to-settings.tsx';

/** The recovery words: to look at them again, to prove that they are on paper, to make others. */
export function WordsScreen() {
  const say = useWords();
  const { id } = useCell();
  const { data } = useOperation('safeguards', {});
  const [changed, setChanged] = useState<readonly string[] | null>(null);
  // As it was when one came: what is shown does not change under one's hands.
  const [atFirst, keepFirst] = useState<typeof data>(undefined);
  if (data !== undefined && atFirst === undefined) keepFirst(data);
  const back = (): void => go({ cell: id, steps: ['settings'] });
  if (atFirst === undefined) return <Fetching>{say('shell.fetching')}</Fetching>;
  const { shown, written } = atFirst.words;
  return (
    <Sheet title={say('recovery.part')} lede={say('words.lede')}>
      <Row className="first">
        {changed === null ? (
          <RecoveryWords key="kept" isShown={shown} isWritten={written} onDone={back} onLater={written ? null : back} />
        ) : (
          <>
            <Notice voice="heed">{say('words.changed')}</Notice>
            <RecoveryWords key="changed" isShown isWritten={false} known={changed} onDone={back} onLater={back} />
          </>
        )}
      </Row>
      {shown && changed === null && <ChangeWords onChanged={setChanged} />}
      <ToSettings />
    </Sheet>
  );
}

/** Other words, where somebody may have seen these. */
function ChangeWords({ onChanged }: { onChanged(words: readonly string[]): void }) {
  const say = useWords();
  const change = useChange('change-recovery-words');
  const [isOpen, open] = useState(false);
  const changeThem = async (passphrase: string): Promise<void> => {
    const changed = await change.run({ passphrase });
    if (changed !== null) onChanged(changed.words.split(' '));
  };
  return (
    <Part title={say('words.change-title')}>
      <Row>
        {isOpen ? (
          <PassphraseQuestion
            lede={say('words.change-lede')}
            button={say('words.change')}
            kind="plain"
            working={change.isRunning ? say('words.changing') : null}
            refusal={change.refusal}
            onAnswer={(passphrase) => void changeThem(passphrase)}
            onChange={change.forget}
          />
        ) : (
          <>
            <p>{say('words.change-lede')}</p>
            <div className="actions">
              <Button onClick={() => open(true)}>{say('words.change')}</Button>
            </div>
          </>
        )}
      </Row>
    </Part>
  );
}
