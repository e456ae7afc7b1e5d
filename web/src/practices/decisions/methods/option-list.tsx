import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Sign } from '../../../parts/sign.tsx';
import { announce } from '../../../shell/announcer.tsx';
import { useWords } from '../../../texts/words.tsx';
import { MOST_OPTIONS } from './method-draft.ts';

/** What the list takes. */
interface ListParts {
  readonly options: readonly string[];
  onChange(options: readonly string[]): void;
  /** Whether they are times at which people could meet. */
  readonly isTimes: boolean;
  readonly wrong: string | null;
}

const letterOf = (place: number): string => String.fromCharCode(65 + place);

/** What can be chosen: each option in a line that is written, moved and removed; Enter adds the next. */
export function OptionList({ options, onChange, isTimes, wrong }: ListParts) {
  const say = useWords();
  const hint = useId();
  const list = useRef<HTMLOListElement>(null);
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-at="${wanted.current}"]`)?.focus();
    wanted.current = null;
  });
  const nameOf = (at: number): string => options[at]?.trim() || say('choose.option', { letter: letterOf(at) });
  const change = (next: readonly string[], focus: string): void => {
    wanted.current = focus;
    onChange(next);
  };
  const add = (): void => {
    if (options.length < MOST_OPTIONS) change([...options, ''], `words ${options.length}`);
  };
  const move = (at: number, by: -1 | 1): void => {
    const to = at + by;
    const next = [...options];
    [next[at], next[to]] = [options[to] ?? '', options[at] ?? ''];
    // At an end the button that leads on is gone: focus stays with what was moved.
    change(next, to === 0 ? `down ${to}` : to === options.length - 1 ? `up ${to}` : `${by < 0 ? 'up' : 'down'} ${to}`);
    announce(say('choose.option-moved', { option: nameOf(at), letter: letterOf(to) }));
  };
  const remove = (at: number): void => {
    change(
      options.filter((_, i) => i !== at),
      `words ${Math.max(0, at - 1)}`,
    );
    announce(say('choose.option-removed', { option: nameOf(at) }));
  };
  const type = (event: KeyboardEvent, at: number): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (at < options.length - 1) list.current?.querySelector<HTMLElement>(`[data-at="words ${at + 1}"]`)?.focus();
    else if (options[at]?.trim() !== '') add();
  };
  return (
    <fieldset className={`option-list${wrong === null ? '' : ' is-wrong'}`} aria-describedby={hint}>
      <legend className="legend">{say(isTimes ? 'choose.times' : 'choose.options')}</legend>
      <p id={hint} className="hint">
        {say(isTimes ? 'choose.times-hint' : 'choose.options-hint', { most: MOST_OPTIONS })}
      </p>
      <ol ref={list}>
        {options.map((option, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an option is known by its place; where it goes, focus is brought along.
          <li key={at}>
            <span className="option-letter" aria-hidden="true">
              {letterOf(at)}
            </span>
            <input
              className="input"
              dir="auto"
              data-at={`words ${at}`}
              aria-label={say('choose.option', { letter: letterOf(at) })}
              aria-invalid={wrong === null ? undefined : true}
              maxLength={100}
              autoComplete="off"
              value={option}
              onChange={({ target }) => onChange(options.map((other, i) => (i === at ? target.value : other)))}
              onKeyDown={(event) => type(event, at)}
            />
            <span className="option-moves">
              {at > 0 && (
                <Button
                  kind="quiet"
                  data-at={`up ${at}`}
                  aria-label={say('choose.option-up', { option: nameOf(at) })}
                  onClick={() => move(at, -1)}
                >
                  {say('choose.up')}
                </Button>
              )}
              {at < options.length - 1 && (
                <Button
                  kind="quiet"
                  data-at={`down ${at}`}
                  aria-label={say('choose.option-down', { option: nameOf(at) })}
                  onClick={() => move(at, 1)}
                >
                  {say('choose.down')}
                </Button>
              )}
              {options.length > 2 && (
                <Button kind="quiet" aria-label={say('choose.option-remove', { option: nameOf(at) })} onClick={() => remove(at)}>
                  {say('choose.remove')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ol>
      {wrong !== null && (
        <p className="wrong">
          <Sign of="stop" />
          <span>{wrong}</span>
        </p>
      )}
      {options.length < MOST_OPTIONS && <Button onClick={add}>{say('choose.option-add')}</Button>}
    </fieldset>
  );
}
