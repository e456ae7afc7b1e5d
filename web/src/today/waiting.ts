import type { Output } from '../api/client.ts';
import type { Clash } from '../clashes/clash.ts';

/** One thing that waits for the reader, as the device tells it. */
export type Thing = Output<'waiting'>[number];

type Decision = Output<'decisions'>[number];
type Channel = Output<'channels'>[number];
type Circle = NonNullable<Channel['circle']>;

/** Something that waits for the reader, with what it is about. */
export type Waiting = { readonly thing: Thing } & (
  | { readonly kind: 'turn' | 'anew' | 'door' | 'objection' | 'review' | 'stuck' | 'own'; readonly decision: Decision }
  | { readonly kind: 'about-you'; readonly decision: Decision }
  | { readonly kind: 'question'; readonly decision: Decision; readonly question: Decision['questions'][number] }
  | { readonly kind: 'help' | 'wish'; readonly decision: Decision; readonly way: Decision['round']['waysOut']['asked'][number] }
  | { readonly kind: 'qualify'; readonly decision: Decision; readonly qualifying: Decision['round']['qualifying'][number] }
  | { readonly kind: 'clash'; readonly clash: Clash }
  | { readonly kind: 'suspended'; readonly person: Output<'people'>[number] }
  | { readonly kind: 'circle'; readonly circle: Circle; readonly joining: Circle['joining'][number] }
  | { readonly kind: 'agreement'; readonly agreement: Output<'agreements'>[number] }
  | { readonly kind: 'call'; readonly message: Channel['calls'][number] }
  | { readonly kind: 'words' | 'backup' }
);

/** What the page has of the things that wait. */
export interface Known {
  readonly decisions: readonly Decision[];
  readonly people: Output<'people'>;
  readonly channels: readonly Channel[];
  readonly agreements: Output<'agreements'>;
  readonly clashes: readonly Clash[];
}

/** What waits, with what each thing is about. What is not here yet, or not any more, is left out: it comes with the next answer. */
export function whatItIsAbout(things: readonly Thing[], known: Known): Waiting[] {
  return things.flatMap((thing): Waiting[] => {
    const about = aboutOf(thing, known);
    return about === undefined ? [] : [{ ...about, thing } as Waiting];
  });
}

function aboutOf({ kind, at: [, id, inner] }: Thing, { decisions, people, channels, agreements, clashes }: Known): object | undefined {
  const isIt = (one: { readonly id: string }): boolean => one.id === id;
  const isInner = (one: { readonly id: string }): boolean => one.id === inner;
  const decision = decisions.find(isIt);
  switch (kind) {
    case 'words':
    case 'backup':
      return { kind };
    case 'clash':
      return given({ kind, clash: clashes.find(({ setting }) => setting === inner) });
    case 'suspended':
      return given({ kind, person: people.find(isIt) });
    case 'agreement':
      return given({ kind, agreement: agreements.find(isIt) });
    case 'call':
      return given({ kind, message: channels.flatMap(({ calls }) => calls).find(isInner) });
    case 'circle': {
      const circle = channels.find(({ circle: one }) => one?.channel === id)?.circle;
      return given({ kind, circle, joining: circle?.joining.find(isInner) });
    }
    case 'question':
      return given({ kind, decision, question: decision?.questions.find(isInner) });
    case 'qualify':
      return given({ kind, decision, qualifying: decision?.round.qualifying.find(({ objection }) => objection === inner) });
    case 'help':
    case 'wish':
      return given({ kind, decision, way: decision?.round.waysOut.asked.find(isInner) });
    default:
      return given({ kind, decision });
  }
}

/** It, where nothing of it is missing. */
function given(about: object): object | undefined {
  return Object.values(about).some((value) => value === undefined || value === null) ? undefined : about;
}

/** How many messages are new to the reader. */
export function unreadIn(channels: readonly Channel[]): number {
  return channels.reduce((sum, { unread }) => sum + unread, 0);
}
