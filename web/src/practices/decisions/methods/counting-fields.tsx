import { Chooser } from '../../../parts/chooser.tsx';
import { useWords } from '../../../texts/words.tsx';
import { type MethodDraft, type MethodKind, settle } from './method-draft.ts';
import { PARTS, partInWords } from './tell-rules.ts';

/** What the fields take. */
interface CountingParts {
  readonly draft: MethodDraft;
  set(changed: Partial<MethodDraft>): void;
  readonly kind: MethodKind;
}

/** How votes are counted, as far as this way to decide leaves it open: what part is for it and is heard, what silence means, how ties end. */
export function CountingFields({ draft, set, kind }: CountingParts) {
  const say = useWords();
  const { share, quorum, silence, ties } = settle(draft, kind);
  const parts = (chosen: string, all: readonly string[]): readonly string[] =>
    all.includes(chosen) || chosen === 'none' ? all : [...all, chosen];
  const inWords = (part: string): string => (part === 'none' ? say('choose.quorum.none') : partInWords(part, say));
  if (share === null && kind.quorum === null && kind.silences.length < 2 && kind.ties.length === 0) return null;
  return (
    <details className="counting">
      <summary>{say('choose.counting')}</summary>
      <div className="counting-fields">
        {share !== null && (
          <Chooser
            label={say('choose.share')}
            value={share}
            values={parts(share, PARTS.slice(PARTS.indexOf('1/2')))}
            words={inWords}
            onChoose={(next) => set({ share: next })}
          />
        )}
        {kind.quorum !== null && (
          <Chooser
            label={say('choose.quorum')}
            value={quorum ?? 'none'}
            values={['none', ...parts(quorum ?? 'none', PARTS)]}
            words={inWords}
            onChoose={(next) => set({ quorum: next })}
          />
        )}
        {kind.silences.length > 1 && (
          <Chooser
            label={say('choose.silence')}
            value={silence}
            values={kind.silences}
            words={(one) => say(`choose.silence.${one}`)}
            onChoose={(next) => set({ silence: next })}
          />
        )}
        {ties !== null && (
          <Chooser
            label={say('choose.ties')}
            value={ties}
            values={kind.ties}
            words={(one) => say(`choose.ties.${one}`)}
            onChoose={(next) => set({ ties: next })}
          />
        )}
      </div>
    </details>
  );
}
