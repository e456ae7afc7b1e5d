import { useEffect, useState } from 'react';
import { useOperation } from '../../../api/operations.ts';
import { Button } from '../../../parts/button.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { Field } from '../../../parts/field.tsx';
import { RefusalNotice } from '../../../parts/notice.tsx';
import { Fetching } from '../../../parts/progress.tsx';
import { useTakesPart } from '../../../route/cell.ts';
import { Link } from '../../../route/link.tsx';
import { Part, Row, Sheet } from '../../../shell/sheet.tsx';
import { formatLocale } from '../../../texts/language.ts';
import { useWords } from '../../../texts/words.tsx';
import { AT_ONCE, type Grouping, grouped } from '../agreement.ts';
import { FormsPart } from '../parts/forms.tsx';
import { LineItem } from '../parts/line-item.tsx';

/** How long the page waits for another letter before it searches, in milliseconds. */
const WAIT_MS = 250;

/** The register: what the cell has agreed on, by subject or by how it stands, with a search. */
export function AgreementList() {
  const say = useWords();
  const takesPart = useTakesPart();
  const [typed, type] = useState('');
  const [by, put] = useState<Grouping>('subject');
  const search = useSettled(typed.trim());
  const [rest, show] = useState(AT_ONCE);
  const all = useOperation('agreements', { rest: AT_ONCE });
  const found = useOperation('agreements', search === '' ? { rest } : { rest, search });
  const propose = takesPart && (
    <div className="actions">
      <Link className="button button-main" to={['decisions', 'new', 'agreement']}>
        {say('agreements.propose')}
      </Link>
    </div>
  );
  if (all.data === undefined)
    return all.error === null ? <Fetching>{say('shell.fetching')}</Fetching> : <RefusalNotice refusal={all.error} />;
  if (all.data.length === 0) {
    return (
      <Sheet title={say('agreements.title')}>
        <Row>
          <Empty title={say('agreements.none')} actions={propose}>
            {say('agreements.none-lede')}
          </Empty>
        </Row>
        {takesPart && <FormsPart />}
      </Sheet>
    );
  }
  const lines = found.data ?? all.data;
  const lede = (
    <>
      <p className="lede">{say('agreements.lede')}</p>
      {propose}
    </>
  );
  return (
    <Sheet title={say('agreements.title')} lede={lede}>
      <Row className="register-tools">
        <search>
          <Field label={say('agreements.search')} hint={say('agreements.search-hint')} value={typed} onChange={type} autoComplete="off" />
        </search>
        <p className="small soft" role="status">
          {search !== '' &&
            found.data !== undefined &&
            say('agreements.found', { count: lines.length, isMore: String(lines.length >= rest) })}
        </p>
        <fieldset className="grouping">
          <legend className="sr">{say('agreements.by')}</legend>
          {(['subject', 'state'] as const).map((one) => (
            <label key={one} className="option">
              <input type="radio" name="grouping" checked={by === one} onChange={() => put(one)} />
              <span>{say(`agreements.by.${one}`)}</span>
            </label>
          ))}
        </fieldset>
      </Row>
      {grouped(lines, by, formatLocale()).map(({ title, lines: some }) => {
        const isSubject = typeof title === 'string';
        return (
          <Part key={isSubject ? `subject ${title}` : title.text} title={isSubject ? <bdi>{title}</bdi> : say(title.text)}>
            {some.map((line) => (
              <LineItem key={line.id} line={line} />
            ))}
          </Part>
        );
      })}
      {lines.length >= rest && (
        <Row className="after-items">
          <Button onClick={() => show(rest + AT_ONCE)} working={found.isFetching ? say('shell.fetching') : null}>
            {say('decisions.more')}
          </Button>
        </Row>
      )}
    </Sheet>
  );
}

/** What somebody types, once they pause. */
function useSettled(typed: string): string {
  const [settled, settle] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => settle(typed), WAIT_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return typed === '' ? '' : settled;
}
