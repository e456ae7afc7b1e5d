import { useOperation } from '../../../api/operations.ts';
import { NameHint } from '../../../names/name-hint.tsx';

/** What choosing people takes. */
interface PeopleParts {
  readonly label: string;
  readonly hint?: string;
  /** Ids. */
  readonly who: readonly string[];
  onChange(who: readonly string[]): void;
  /** Whether the reader can choose themselves; they can unless this says otherwise. */
  readonly hasMe?: boolean;
}

/** Some of the members. */
export function PeopleChoice({ label, hint, who, onChange, hasMe = true }: PeopleParts) {
  const people = useOperation('people', {}).data ?? [];
  const members = people.filter(({ state, you }) => state === 'member' && (hasMe || !you));
  return (
    <fieldset className="people-choice">
      <legend className="legend">{label}</legend>
      {hint !== undefined && <p className="hint">{hint}</p>}
      {members.map(({ id, name }) => (
        <label key={id} className="option">
          <input
            type="checkbox"
            checked={who.includes(id)}
            onChange={({ target }) => onChange(target.checked ? [...who, id] : who.filter((one) => one !== id))}
          />{' '}
          <span>
            <bdi>{name}</bdi> <NameHint member={id} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}
