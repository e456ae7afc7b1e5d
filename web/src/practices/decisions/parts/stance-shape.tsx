import { Icon } from '../../../icons/icon.tsx';
import { Shape, type ShapeName } from '../../../parts/shape.tsx';
import type { Decision } from '../standing.ts';

/** A word by which one votes. */
export type Stance = Decision['method']['stances'][number];

const SHAPES: Readonly<Record<Exclude<Stance, 'advise'>, ShapeName>> = {
  agree: 'consent',
  yes: 'consent',
  good: 'consent',
  abstain: 'stand-aside',
  disagree: 'ended',
  no: 'ended',
  concerned: 'concern',
  unsure: 'question',
  block: 'object',
  object: 'object',
};

/** The shape of a vote: that of a response where it means the same. */
export function StanceShape({ of }: { readonly of: Stance }) {
  if (of !== 'advise') return <Shape of={SHAPES[of]} />;
  return (
    <span className="shape shape-question">
      <Icon of="message-square" />
    </span>
  );
}
