import { type FormEvent, useState } from 'react';
import type { Output } from '../../../api/client.ts';
import { useChange, useOperation } from '../../../api/operations.ts';
import { Button } from '../../../parts/button.tsx';
import { Chooser } from '../../../parts/chooser.tsx';
import { goToFirstWrong } from '../../../parts/first-wrong.ts';
import { RefusalNotice } from '../../../parts/notice.tsx';
import { announce } from '../../../shell/announcer.tsx';
import { Row } from '../../../shell/sheet.tsx';
import { offerUndo } from '../../../shell/undo-strip.tsx';
import { useWords } from '../../../texts/words.tsx';
import { momentOf } from '../../../time/calendar-day.ts';
import { useMoments } from '../../../time/moment.ts';
import { type GivenVoice, LENGTHS, type Length } from './voices.ts';

interface GiveParts {
  readonly voices: Output<'delegations'>;
  /** What the reader has given. */
  readonly mine: readonly GivenVoice[];
  /** Their id. */
  readonly me: string;
}

/** Giving one's voice: to whom, for how long, and what about. Whoever has given it already opens this first. */
export function GiveVoice({ voices, mine, me }: GiveParts) {
  const say = useWords();
  const people = useOperation('people', {}).data ?? [];
  const others = people.filter(({ id, state }) => state === 'member' && id !== me);
  const given = new Set(mine.map(({ subject }) => subject));
  const subjects = ['', ...voices.subjects].filter((subject) => !given.has(subject));
  const [isOpened, open] = useState(false);
  if (others.length === 0) {
    return (
      <Row>
        <p className="soft">{say('voices.alone')}</p>
      </Row>
    );
  }
  if (subjects.length === 0) return null;
  if (mine.length > 0 && !isOpened) {
    return (
      <Row>
        <div className="actions">
          <Button kind="quiet" onClick={() => open(true)}>
            {say('voices.give-another')}
          </Button>
        </div>
      </Row>
    );
  }
  return (
    <Row className="after-items">
      <GiveForm people={others} subjects={subjects} onGiven={() => open(false)} />
    </Row>
  );
}

interface FormParts {
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly subjects: readonly string[];
  onGiven(): void;
}

function GiveForm({ people, subjects, onGiven }: FormParts) {
  const say = useWords();
  const { date } = useMoments();
  const giving = useChange('delegate');
  const takingBack = useChange('undelegate');
  const [to, choose] = useState('');
  const [length, take] = useState<Length>('1m');
  const [day, setDay] = useState('');
  const [about, setAbout] = useState('');
  const [isTried, setTried] = useState(false);
  const subject = subjects.includes(about) ? about : (subjects[0] ?? '');
  const lacks = { to: to === '', day: length === 'day' && day === '' };
  const give = async (form: HTMLFormElement): Promise<void> => {
    setTried(true);
    if (lacks.to || lacks.day) return goToFirstWrong(form);
    if (giving.isRunning) return;
    const given = await giving.run({ to, until: length === 'day' ? day : length, subject });
    if (given === null) return;
    const text = say('voices.given', { to: given.to, until: date(momentOf(given.until)) });
    announce(text);
    offerUndo({ text, undo: () => void takingBack.run({ subject }) });
    onGiven();
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void give(event.currentTarget);
  };
  return (
    <form onSubmit={submit} noValidate className="stack voice-form">
      <label className={`field${isTried && lacks.to ? ' is-wrong' : ''}`}>
        <span className="label">{say('voices.who')}</span>
        <select className="input" value={to} aria-invalid={isTried && lacks.to} onChange={({ target }) => choose(target.value)}>
          <option value="">{say('voices.who-choose')}</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        {isTried && lacks.to && <span className="wrong">{say('voices.who-needed')}</span>}
      </label>
      <Chooser label={say('voices.how-long')} value={length} values={LENGTHS} words={(one) => say(`voices.for.${one}`)} onChoose={take} />
      {length === 'day' && (
        <label className={`field${isTried && lacks.day ? ' is-wrong' : ''}`}>
          <span className="label">{say('voices.day')}</span>
          <input
            className="input"
            type="date"
            value={day}
            aria-invalid={isTried && lacks.day}
            onChange={({ target }) => setDay(target.value)}
          />
          {isTried && lacks.day && <span className="wrong">{say('voices.day-needed')}</span>}
        </label>
      )}
      {subjects.length > 1 && (
        <Chooser
          label={say('voices.about')}
          value={subject}
          values={subjects}
          words={(one) => (one === '' ? say('voices.about-all') : say('voices.about-subject', { subject: one }))}
          onChoose={setAbout}
        />
      )}
      <p className="small soft">{say('voices.given-note')}</p>
      <RefusalNotice refusal={giving.refusal} />
      <div className="actions">
        <Button kind="main" type="submit" working={giving.isRunning ? say('voices.giving') : null}>
          {say('voices.give')}
        </Button>
      </div>
    </form>
  );
}
