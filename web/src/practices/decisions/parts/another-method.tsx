import { Chooser } from '../../../parts/chooser.tsx';
import { useWords } from '../../../texts/words.tsx';
import { BY_CONSENT, lacksOf, type MethodKind } from '../methods/method-draft.ts';
import { OptionList } from '../methods/option-list.tsx';

/** By what somebody would have it decided instead, and among what. */
export interface Wish {
  readonly method: MethodKind['name'];
  readonly options: readonly string[];
}

/** What can be said to what people choose from: what a proposal would say. @param kind of the method that is wished for @returns the key of what is wrong; null where nothing is */
export function lackOfWish({ method, options }: Wish, kind: MethodKind | undefined): 'choose.lacks.options' | 'choose.lacks.alike' | null {
  if (kind === undefined || kind.ballot === null) return null;
  const lacks = lacksOf({ ...BY_CONSENT, name: method, options }, kind);
  if (lacks.includes('options')) return 'choose.lacks.options';
  return lacks.includes('alike') ? 'choose.lacks.alike' : null;
}

/** What is asked for: without the options of another method that was looked at before, and without empty ones. */
export function optionsOfWish({ options }: Wish, kind: MethodKind | undefined): readonly string[] {
  return kind === undefined || kind.ballot === null ? [] : options.map((option) => option.trim()).filter((option) => option !== '');
}

interface WishParts {
  readonly wish: Wish;
  onChange(wish: Wish): void;
  /** Methods that fit, as they are called and what they ask for. */
  readonly kinds: readonly MethodKind[];
}

/** Chooses a method that fits, and writes what can be chosen by it. */
export function AnotherMethod({ wish, onChange, kinds }: WishParts) {
  const say = useWords();
  const kind = kinds.find(({ name }) => name === wish.method);
  return (
    <>
      <Chooser
        label={say('way.method')}
        value={wish.method}
        values={kinds.map(({ name }) => name)}
        words={(one) => say(`method.${one}`)}
        onChoose={(method) => onChange({ ...wish, method })}
      />
      {kind !== undefined && kind.name !== 'consent' && <p className="small soft">{say(`choose.means.${kind.name}`)}</p>}
      {kinds.every(({ carries }) => carries === 'everything') && <p className="small soft">{say('way.method-carries')}</p>}
      {kind?.ballot != null && (
        <>
          <OptionList options={wish.options} onChange={(options) => onChange({ ...wish, options })} isTimes={false} wrong={null} />
          <p className="small soft">{say('way.method-options')}</p>
        </>
      )}
    </>
  );
}
