import { useEffect, useState } from 'react';
import { useOperation } from '../api/operations.ts';
import { Button } from '../parts/button.tsx';
import { RefusalNotice } from '../parts/notice.tsx';
import { Part, Row } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';

/** A diagnosis without content: it is shown whole before it can be saved. */
export function DiagnosisPart() {
  const say = useWords();
  const [isWanted, want] = useState(false);
  const { data, error } = useOperation('diagnosis', {}, isWanted);
  const text = data === undefined ? null : JSON.stringify(data, null, 2);
  const file = useFile(text);
  return (
    <Part title={say('status.diagnosis')}>
      <Row className="after-items stack">
        <p>{say('status.diagnosis-lede')}</p>
        {text === null && (
          <div className="actions">
            <Button working={isWanted && error === null ? say('status.diagnosis-making') : null} onClick={() => want(true)}>
              {say('status.diagnosis-show')}
            </Button>
          </div>
        )}
        <RefusalNotice refusal={error} />
        {text !== null && (
          <>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be in reach of the keyboard. */}
            <section className="code diagnosis" aria-label={say('status.diagnosis-text')} tabIndex={0}>
              {text}
            </section>
            <div className="actions">
              {file !== null && (
                <a className="button button-plain" href={file} download={say('status.diagnosis-file')}>
                  {say('status.diagnosis-save')}
                </a>
              )}
            </div>
          </>
        )}
      </Row>
    </Part>
  );
}

/** An address under which the browser has a text as a file; null while there is no text. */
function useFile(text: string | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (text === null) return;
    const made = URL.createObjectURL(new Blob([`${text}\n`], { type: 'application/json' }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [text]);
  return address;
}
