import { Icon, type IconName } from '../icons/icon.tsx';

const SIGNS = {
  ask: 'info',
  heed: 'circle-alert',
  stop: 'octagon-alert',
  carried: 'circle-check',
  onward: 'arrow-right',
  day: 'calendar',
  chosen: 'check',
} as const satisfies Readonly<Record<string, IconName>>;

/** A sign beside words; it says nothing that they do not. */
export function Sign({ of }: { readonly of: keyof typeof SIGNS }) {
  return <Icon of={SIGNS[of]} {...(of === 'onward' ? { look: 'turns' } : {})} />;
}
