import { ArrowRight, Calendar, Check, CircleAlert, CircleCheck, Info, OctagonAlert } from 'lucide-react';

const SIGNS = { ask: Info, heed: CircleAlert, stop: OctagonAlert, carried: CircleCheck, onward: ArrowRight, day: Calendar, chosen: Check };

/** A sign beside words; it says nothing that they do not. */
export function Sign({ of }: { readonly of: keyof typeof SIGNS }) {
  const Drawn = SIGNS[of];
  return <Drawn className={`icon${of === 'onward' ? ' turns' : ''}`} strokeWidth={1.75} aria-hidden="true" />;
}
