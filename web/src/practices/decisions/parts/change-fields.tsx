import { useOperation } from '../../../api/operations.ts';
import { Chooser } from '../../../parts/chooser.tsx';
import { Field } from '../../../parts/field.tsx';
import { RetentionFields } from '../../../retention/retention-fields.tsx';
import { useWords } from '../../../texts/words.tsx';
import { CHANGES, type Draft } from '../draft.ts';
import { AMENDMENTS, QUORUMS, WAYS_OUT } from '../effect.ts';
import type { MethodKind } from '../methods/method-draft.ts';
import { LengthField } from './length-field.tsx';
import { Options } from './options.tsx';
import type { PartOfForm } from './part-of-form.ts';
import { SeveralOf } from './several-of.tsx';

/** What the fields take. */
interface ChangeParts extends PartOfForm {
  /** What the last version changes, in words, where it cannot be chosen here; null elsewhere. */
  readonly kept: string | null;
  /** All ways to decide. */
  readonly kinds: readonly MethodKind[];
}

/** What changes by itself when it passes: nothing, or one thing that Moot acts upon. */
export function ChangeFields({ draft, set, lacks, kept, kinds }: ChangeParts) {
  const say = useWords();
  const { data: agreed } = useOperation('agreed', {});
  const choose = (change: Draft['change']): void => {
    const begun = {
      methods: kinds.filter((kind) => kind.agreed).map(({ name }) => name),
      waysOut: WAYS_OUT.filter((way) => agreed?.waysOut.value.split(' ').includes(way) ?? true),
    };
    set({ change, methods: draft.methods ?? begun.methods, waysOut: draft.waysOut ?? begun.waysOut });
  };
  const known = CHANGES.map((value) => ({ value, label: say(`propose.effect.${value}`), means: say(`propose.effect.${value}-means`) }));
  const options = kept === null ? known : [{ value: 'kept' as const, label: say('propose.effect.kept'), means: kept }, ...known];
  return (
    <Options label={say('propose.effect')} options={options} chosen={draft.change} onChoose={choose}>
      {draft.change === 'name' && (
        <Field
          label={say('propose.cell-name')}
          value={draft.name}
          onChange={(name) => set({ name })}
          wrong={lacks.includes('name') ? say('propose.cell-name-needed') : null}
        />
      )}
      {draft.change === 'quorum' && (
        <Chooser
          label={say('propose.quorum')}
          value={draft.quorum}
          values={QUORUMS}
          words={(part) => say(`quorum.${part}`)}
          onChoose={(quorum) => set({ quorum })}
        />
      )}
      {draft.change === 'waysOutAfter' && (
        <Chooser
          label={say('propose.amendments')}
          value={draft.waysOutAfter}
          values={AMENDMENTS}
          words={String}
          onChoose={(waysOutAfter) => set({ waysOutAfter })}
        />
      )}
      {draft.change === 'methods' && (
        <SeveralOf
          label={say('propose.methods')}
          all={kinds.map(({ name }) => ({ value: name, label: say(`choose.name.${name}`), means: say(`choose.means.${name}`) }))}
          chosen={draft.methods ?? []}
          always="consent"
          onChange={(methods) => set({ methods })}
        />
      )}
      {draft.change === 'waysOut' && (
        <SeveralOf
          label={say('propose.ways-out')}
          all={WAYS_OUT.map((way) => ({ value: way, label: say(`way.${way}`), means: say(`way.${way}-means`) }))}
          chosen={draft.waysOut ?? []}
          onChange={(waysOut) => set({ waysOut })}
          wrong={lacks.includes('waysOut') ? say('propose.ways-out-needed') : null}
        />
      )}
      {draft.change === 'retention' && (
        <RetentionFields
          channel={draft.retention.channel}
          value={draft.retention.value}
          kept={draft.retention.kept}
          onChange={(retention) => set({ retention })}
        />
      )}
      {draft.change === 'respondWithin' && (
        <LengthField
          label={say('propose.respond')}
          length={draft.respond}
          onChange={(respond) => set({ respond })}
          wrong={lacks.includes('respond') ? say('propose.count-needed') : null}
        />
      )}
    </Options>
  );
}
