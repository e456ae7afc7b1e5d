import type { Output } from '../api/client.ts';
import { keyOf, type Waiting } from '../today/waiting.ts';
import type { NoticeKind } from './choices.ts';

type Channel = Output<'channels'>[number];

/** Something that a notice can tell of. */
export interface Happening {
  /** The same for the same thing, always, and without its content. */
  readonly key: string;
  readonly kind: NoticeKind;
  readonly about: Exclude<Waiting, { readonly kind: 'own' }> | { readonly kind: 'talk'; readonly channel: Channel };
}

/** All that could be told of a cell as it stands: what waits, and channels in which others have said something new. */
export function happeningsOf(waiting: readonly Waiting[], channels: readonly Channel[]): Happening[] {
  // What the reader proposed is no news to them.
  const asked = waiting.filter((one) => one.kind !== 'own').map((about): Happening => ({ key: keyOf(about), kind: kindOf(about), about }));
  const said = channels.flatMap((channel): Happening[] => {
    const { unread, last } = channel;
    if (unread === 0 || last === null || last.mine) return [];
    return [{ key: `talk ${last.id}`, kind: 'talk', about: { kind: 'talk', channel } }];
  });
  return [...asked, ...said];
}

function kindOf({ kind }: Waiting): NoticeKind {
  if (kind === 'door') return 'door';
  return kind === 'call' ? 'calls' : 'asked';
}
