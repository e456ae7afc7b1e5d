import { useOperation } from '../api/operations.ts';
import { Button } from '../parts/button.tsx';
import { RefusalNotice } from '../parts/notice.tsx';
import { Fetching } from '../parts/progress.tsx';
import { Sign } from '../parts/sign.tsx';
import { Item, Part, Row } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';

/** What may be wrong on this device, and what to do about it. It is looked into on arrival and when the reader asks. */
export function Findings() {
  const say = useWords();
  const { data, error, isFetching, refetch } = useOperation('doctor', {});
  const findings = data?.findings ?? [];
  const wrong = findings.filter(({ state }) => state !== 'good');
  return (
    <Part title={say('status.looked')}>
      {wrong.map(({ name, state, text }) => (
        <Item
          key={`${name} ${text}`}
          mark={<Sign of={state === 'bad' ? 'stop' : 'heed'} />}
          tone={state === 'bad' ? 'stop' : 'heed'}
          kicker={say(state === 'bad' ? 'status.finding.bad' : 'status.finding.heed')}
          title={<span className="finding">{text}</span>}
        />
      ))}
      <Row className="after-items stack">
        {data === undefined && error === null && <Fetching>{say('status.looking')}</Fetching>}
        <RefusalNotice refusal={error} />
        {data?.good === true && <p>{say('status.all-good')}</p>}
        {findings.length > 0 && (
          <details>
            <summary>{say('status.all-looked', { count: findings.length })}</summary>
            <ul className="looked">
              {findings.map(({ name, text }) => (
                <li key={`${name} ${text}`} dir="auto">
                  {text}
                </li>
              ))}
            </ul>
          </details>
        )}
        <div className="actions">
          <Button working={isFetching ? say('status.looking') : null} onClick={() => void refetch()}>
            {say('status.again')}
          </Button>
        </div>
      </Row>
    </Part>
  );
}
