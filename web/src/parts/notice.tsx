import type { ReactNode } from 'react';
import type { Refusal } from '../api/client.ts';
import { writtenAs } from '../texts/language.ts';
import { useWords } from '../texts/words.tsx';
import { Sign } from './sign.tsx';

/** What a notice takes. */
interface NoticeParts {
  /** The voice: `ask` a hand is asked for, `heed` wait or look, `stop` an error, `carried` done. */
  readonly voice: 'ask' | 'heed' | 'stop' | 'carried';
  readonly children: ReactNode;
  /** The way on. */
  readonly actions?: ReactNode;
}

/** One or two sentences that stand out. Only an error interrupts whoever listens. */
export function Notice({ voice, children, actions }: NoticeParts) {
  return (
    <div className={`notice is-${voice}`} role={voice === 'stop' ? 'alert' : undefined}>
      <Sign of={voice} />
      <div>
        <p>{children}</p>
        {actions !== undefined && <div className="actions">{actions}</div>}
      </div>
    </div>
  );
}

/** Gives the words of a refusal: Moot's own, except where it could not be asked. */
export function useReason(): (refusal: Refusal) => string {
  const say = useWords();
  return ({ reason, message }) => {
    if (reason === 'away' || message === '') return say('refusal.away');
    if (reason === 'no-session') return say('refusal.no-session');
    // A language may have words for what this device refuses, which speaks English, and quotes as a terminal does.
    return writtenAs(`refused.${reason}`)?.message ?? message.replaceAll(/"([^"]*)"/g, '“$1”');
  };
}

/** Why something was not done. Nothing where it was. */
export function RefusalNotice({ refusal }: { readonly refusal: Refusal | null }) {
  const reason = useReason();
  return refusal === null ? null : <Notice voice="stop">{reason(refusal)}</Notice>;
}
