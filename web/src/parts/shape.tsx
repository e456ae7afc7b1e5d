import type { Output } from '../api/client.ts';

/** What a member can respond. */
export type Response = Output<'decisions'>[number]['responses'][number]['response'];
/** What is drawn in the margin: a response, or what became of one. */
export type ShapeName = Response | 'unheard' | 'integrated' | 'ended' | 'door' | 'day';

const CLASSES = {
  consent: 'consent',
  concern: 'concern',
  'stand-aside': 'aside',
  object: 'object',
  question: 'question',
  unheard: 'unheard',
  integrated: 'integrated',
  ended: 'ended',
  door: 'door',
  day: 'day',
} as const;

/** A shape, to stand beside a word that says the same. */
export function Shape({ of }: { readonly of: ShapeName }) {
  return (
    <svg className={`shape shape-${CLASSES[of]}`} viewBox="0 0 24 24" aria-hidden="true">
      <Drawn of={of} />
    </svg>
  );
}

function Drawn({ of }: { readonly of: ShapeName }) {
  const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 2 } as const;
  switch (of) {
    case 'consent':
      return <circle cx="12" cy="12" r="9.5" fill="currentColor" />;
    case 'concern':
      return (
        <>
          <circle cx="12" cy="12" r="8.5" {...line} />
          <path d="M3.5 12a8.5 8.5 0 0 0 17 0z" fill="currentColor" />
        </>
      );
    case 'stand-aside':
      return (
        <>
          <path d="M4 3v18" {...line} strokeWidth={2.6} />
          <circle cx="14.5" cy="12" r="6" {...line} strokeWidth={2.2} />
        </>
      );
    case 'object':
      return <path d="M12 1.5 22.5 12 12 22.5 1.5 12z" fill="currentColor" />;
    case 'question':
      return (
        <>
          <path d="M6.8 8.2C7 5 9.2 3.2 12.2 3.2c3 0 5.2 1.8 5.2 4.6 0 4-5.2 4-5.2 8" {...line} strokeWidth={2.8} strokeLinecap="round" />
          <circle cx="12.1" cy="20.3" r="1.8" fill="currentColor" />
        </>
      );
    case 'unheard':
      return <circle cx="12" cy="12" r="8.5" {...line} strokeDasharray="3 3" />;
    case 'integrated':
      return (
        <>
          <circle cx="12" cy="12" r="9.5" {...line} />
          <path d="M12 6 18 12 12 18 6 12z" fill="currentColor" />
        </>
      );
    case 'ended':
      return (
        <>
          <circle cx="12" cy="12" r="8.5" {...line} />
          <path d="M4 20 20 4" {...line} />
        </>
      );
    case 'door':
      return (
        <>
          <path d="M6 21.5V3h12v18.5M3 21.5h18" {...line} />
          <circle cx="14.5" cy="12.5" r="1.3" fill="currentColor" />
        </>
      );
    case 'day':
      return <path d="M4 5h16v15H4zM4 10h16M8 2.5V7M16 2.5V7" {...line} />;
  }
}
