import { Fragment, type ReactNode, useRef, useState } from 'react';
import type { Input, Output } from '../api/client.ts';
import { useChange, useOperation } from '../api/operations.ts';
import { inWords } from '../names/in-words.ts';
import { RefusalNotice } from '../parts/notice.tsx';
import { Fetching } from '../parts/progress.tsx';
import { useCell } from '../route/cell.ts';
import { formatLocale } from '../texts/language.ts';
import { useWords } from '../texts/words.tsx';

type Choices = Output<'notices'>;
type Choose = (change: Partial<Choices>) => void;
type Kind = Choices['kinds'][number];

const RHYTHMS: readonly Choices['rhythm'][] = ['at-once', 'few', 'daily', 'weekly', 'never'];
const KINDS: readonly Kind[] = ['asked', 'door', 'calls', 'keeping', 'talk'];
/** As many languages begin a week. */
const DAYS: readonly Choices['day'][] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
/** A Monday. */
const FIRST_DAY = Date.UTC(2027, 0, 4);
const DAY_MS = 86_400_000;
const USUAL_QUIET = { from: '22:00', until: '07:00' };

/** When the reader is told of the open cell on this device, of what, and when there is to be quiet. Each choice is kept at once. */
export function NoticeChoices() {
  const say = useWords();
  const { name } = useCell();
  const { data: kept } = useOperation('notices', {});
  const set = useChange('set-notices');
  // What was chosen a moment ago is shown while it is on its way.
  const [chosen, setChosen] = useState<Partial<Choices>>({});
  const times = useRef(0);
  if (kept === undefined) return <Fetching>{say('shell.fetching')}</Fetching>;
  const choices = { ...kept, ...chosen };
  const choose = async (change: Partial<Choices>): Promise<void> => {
    const time = ++times.current;
    setChosen((was) => ({ ...was, ...change }));
    await set.run(inputOf(change));
    if (time === times.current) setChosen({});
  };
  const change: Choose = (one) => void choose(one);
  return (
    <>
      <Rhythm choices={choices} choose={change} />
      {choices.rhythm !== 'never' && (
        <>
          <About choices={choices} choose={change} />
          <Quiet choices={choices} choose={change} />
        </>
      )}
      <p className="small soft">{say('notices.of-cell', { cell: name })}</p>
      <RefusalNotice refusal={set.refusal} />
    </>
  );
}

interface Part {
  readonly choices: Choices;
  readonly choose: Choose;
}

function Rhythm({ choices: { rhythm, at, day, sooner, fewTimes }, choose }: Part) {
  const say = useWords();
  const isTimed = rhythm === 'daily' || rhythm === 'weekly';
  return (
    <fieldset className="options-list">
      <legend className="label">{say('notices.rhythm')}</legend>
      {RHYTHMS.map((one) => (
        <Fragment key={one}>
          <label className="option">
            <input type="radio" name="notices-rhythm" checked={one === rhythm} onChange={() => choose({ rhythm: one })} />
            <span>
              {one === 'few' ? say('notices.rhythm.few', { times: inWords(fewTimes.map(spoken)) }) : say(`notices.rhythm.${one}`)}
            </span>
          </label>
          {one === rhythm && isTimed && (
            <div className="from-until">
              {rhythm === 'weekly' && <Day day={day} choose={choose} />}
              <Time label={say('notices.at')} value={at} onChange={(time) => choose({ at: time })} />
            </div>
          )}
        </Fragment>
      ))}
      {rhythm !== 'at-once' && rhythm !== 'never' && (
        <Check isOn={sooner} onChange={(isOn) => choose({ sooner: isOn })}>
          {say('notices.sooner')}
        </Check>
      )}
      {rhythm !== 'never' && <p className="small soft">{say('notices.rhythm-note')}</p>}
    </fieldset>
  );
}

function Day({ day, choose }: { readonly day: Choices['day']; readonly choose: Choose }) {
  const say = useWords();
  return (
    <label>
      <span>{say('notices.day')}</span>
      <select className="input" value={day} onChange={({ target }) => choose(choiceOfDay(target.value))}>
        {DAYS.map((one, index) => (
          <option key={one} value={one}>
            {weekday(index)}
          </option>
        ))}
      </select>
    </label>
  );
}

function About({ choices: { kinds }, choose }: Part) {
  const say = useWords();
  const change = (kind: Kind, isWanted: boolean): void =>
    choose({ kinds: KINDS.filter((one) => (one === kind ? isWanted : kinds.includes(one))) });
  return (
    <fieldset className="options-list">
      <legend className="label">{say('notices.about')}</legend>
      {KINDS.map((kind) => (
        <Check key={kind} isOn={kinds.includes(kind)} onChange={(isOn) => change(kind, isOn)}>
          {say(`notices.about.${kind}`)}
        </Check>
      ))}
      {kinds.length === 0 && <p className="small soft">{say('notices.nothing-chosen')}</p>}
    </fieldset>
  );
}

function Quiet({ choices: { quiet, inQuiet }, choose }: Part) {
  const say = useWords();
  return (
    <fieldset className="options-list">
      <legend className="label">{say('notices.quiet')}</legend>
      <Check isOn={quiet !== null} onChange={(isOn) => choose({ quiet: isOn ? USUAL_QUIET : null })}>
        {say('notices.quiet-on')}
      </Check>
      {quiet !== null && (
        <>
          <div className="from-until">
            <Time label={say('notices.quiet-from')} value={quiet.from} onChange={(from) => choose({ quiet: { ...quiet, from } })} />
            <Time label={say('notices.quiet-until')} value={quiet.until} onChange={(until) => choose({ quiet: { ...quiet, until } })} />
          </div>
          <Check isOn={inQuiet} onChange={(isOn) => choose({ inQuiet: isOn })}>
            {say('notices.in-quiet')}
          </Check>
          <p className="small soft">{say('notices.quiet-note')}</p>
        </>
      )}
    </fieldset>
  );
}

function Check({
  isOn,
  onChange,
  children,
}: {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children: ReactNode;
}) {
  return (
    <label className="option">
      <input type="checkbox" checked={isOn} onChange={({ target }) => onChange(target.checked)} />
      <span>{children}</span>
    </label>
  );
}

/** A time of the day, kept as it is typed: what is half typed stays in the field. */
function Time({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (time: string) => void }) {
  const [typed, type] = useState(value);
  return (
    <label>
      <span>{label}</span>
      <input
        className="input"
        type="time"
        value={typed}
        onChange={({ target }) => {
          type(target.value);
          if (target.value !== '') onChange(target.value);
        }}
      />
    </label>
  );
}

/** Choices as the device takes them. */
function inputOf({ rhythm, at, day, quiet, sooner, inQuiet, kinds }: Partial<Choices>): Input<'set-notices'> {
  return {
    ...(rhythm === undefined ? {} : { rhythm }),
    ...(at === undefined ? {} : { at }),
    ...(day === undefined ? {} : { day }),
    ...(quiet === undefined ? {} : { quiet: quiet === null ? 'none' : `${quiet.from}-${quiet.until}` }),
    ...(sooner === undefined ? {} : { sooner: sooner ? 'yes' : 'no' }),
    ...(inQuiet === undefined ? {} : { 'in-quiet': inQuiet ? 'yes' : 'no' }),
    ...(kinds === undefined ? {} : { about: kinds.length === 0 ? 'nothing' : kinds.join(',') }),
  };
}

function choiceOfDay(value: string): Partial<Choices> {
  const day = DAYS.find((one) => one === value);
  return day === undefined ? {} : { day };
}

/** A time of the day as people of the reader's language say it. @param time such as `18:00` */
function spoken(time: string): string {
  return new Intl.DateTimeFormat(formatLocale(), { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(
    new Date(`2027-01-04T${time}:00Z`),
  );
}

/** @param index 0 is Monday */
function weekday(index: number): string {
  return new Intl.DateTimeFormat(formatLocale(), { weekday: 'long', timeZone: 'UTC' }).format(FIRST_DAY + index * DAY_MS);
}
