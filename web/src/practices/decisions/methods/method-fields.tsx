import { useOperation } from '../../../api/operations.ts';
import { Field } from '../../../parts/field.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { useWords } from '../../../texts/words.tsx';
import { Options } from '../parts/options.tsx';
import { PeopleChoice } from '../parts/people-choice.tsx';
import { CountingFields } from './counting-fields.tsx';
import {
  FAMILIES,
  type Family,
  familyOf,
  kindOf,
  type MethodDraft,
  type MethodKind,
  type MethodLack,
  settle,
  takesOptions,
} from './method-draft.ts';
import { OptionList } from './option-list.tsx';

/** What the fields take. */
interface MethodParts {
  readonly draft: MethodDraft;
  set(changed: Partial<MethodDraft>): void;
  /** All ways to decide. */
  readonly kinds: readonly MethodKind[];
  /** What is shown to be wrong. */
  readonly lacks: readonly MethodLack[];
}

/** How a proposal is decided: consent, or another way that the cell has agreed on, with all that this way needs. */
export function MethodFields({ draft, set, kinds, lacks }: MethodParts) {
  const say = useWords();
  const agreed = kinds.filter((kind) => kind.agreed);
  const kind = kindOf(draft, kinds);
  if (kind === undefined) return null;
  const family = familyOf(kind);
  const inFamily = (one: Family): readonly MethodKind[] => agreed.filter((other) => familyOf(other) === one);
  if (agreed.length === 1) {
    return (
      <section>
        <h2 className="label">{say('choose.title')}</h2>
        <p className="small soft">{say('choose.only-consent')}</p>
      </section>
    );
  }
  const families = FAMILIES.filter((one) => inFamily(one).length > 0);
  return (
    <div className="method-fields">
      <Options
        label={say('choose.title')}
        options={families.map((value) => ({ value, label: say(`choose.family.${value}`), means: say(`choose.family.${value}-means`) }))}
        chosen={family}
        onChoose={(next) => set({ name: inFamily(next)[0]?.name ?? 'consent' })}
      />
      {family !== 'consent' && (
        <div className="method-terms">
          {family !== 'drawing' && (
            <Options
              label={say('choose.which')}
              options={inFamily(family).map(({ name }) => ({
                value: name,
                label: say(`choose.name.${name}`),
                means: say(`choose.means.${name}`),
              }))}
              chosen={kind.name}
              onChoose={(name) => set({ name })}
            />
          )}
          <Terms draft={draft} set={set} kind={kind} lacks={lacks} />
        </div>
      )}
    </div>
  );
}

/** In a cell in which nobody can draw yet, said before anything is written. */
function TooFewToDraw() {
  const say = useWords();
  const people = useOperation('people', {}).data ?? [];
  const members = people.filter(({ state }) => state === 'member').length;
  return members === 0 || members > 2 ? null : <Notice voice="heed">{say('draw.outcome.too-few')}</Notice>;
}

/** What the chosen way needs. */
function Terms({ draft, set, kind, lacks }: Omit<MethodParts, 'kinds'> & { readonly kind: MethodKind }) {
  const say = useWords();
  const { seats, marks } = settle(draft, kind);
  const isDraw = kind.name === 'sortition';
  const hasOptions = takesOptions(draft, kind);
  const lackOf = (...names: readonly MethodLack[]): string | null => {
    const lack = names.find((name) => lacks.includes(name));
    return lack === undefined ? null : say(`choose.lacks.${lack}`);
  };
  return (
    <>
      {isDraw && <TooFewToDraw />}
      {isDraw && (
        <Options
          label={say('choose.from')}
          options={(['members', 'list'] as const).map((value) => ({
            value,
            label: say(`choose.from.${value}`),
            means: say(`choose.from.${value}-means`),
          }))}
          chosen={draft.isFromList ? 'list' : 'members'}
          onChoose={(from) => set({ isFromList: from === 'list' })}
        />
      )}
      {hasOptions && (
        <OptionList
          options={draft.options}
          onChange={(options) => set({ options })}
          isTimes={kind.ballot === 'times'}
          wrong={lackOf('options', 'alike')}
        />
      )}
      {seats !== null && (
        <Field
          label={say(isDraw ? 'choose.drawn' : 'choose.seats')}
          value={draft.seats === '' ? seats : draft.seats}
          onChange={(typed) => set({ seats: typed })}
          wrong={lackOf('seats')}
          autoComplete="off"
        />
      )}
      {marks !== null && (
        <Field
          label={say(kind.ballot === 'dots' ? 'choose.dots' : 'choose.highest')}
          value={draft.marks === '' ? marks : draft.marks}
          onChange={(typed) => set({ marks: typed })}
          wrong={lackOf('marks')}
          autoComplete="off"
        />
      )}
      {kind.asks && !hasOptions && (
        <PeopleChoice
          label={say(isDraw ? 'choose.pool' : 'choose.ask')}
          hint={say(isDraw ? 'choose.pool-hint' : 'choose.ask-hint')}
          who={draft.ask}
          onChange={(ask) => set({ ask })}
          hasMe={isDraw}
        />
      )}
      <CountingFields draft={draft} set={set} kind={kind} />
    </>
  );
}
