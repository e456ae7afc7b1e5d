import { LIMITS } from '../bytes/limits.ts';
import { cleanName } from '../bytes/name.ts';
import { utf8 } from '../bytes/octets.ts';
import { oneOf, record, text } from '../bytes/shape.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { actionKind } from './action.ts';
import { NO_VOICES, voicesAgreed } from './delegation.ts';
import { parseDuration } from './duration.ts';
import type { EffectKind } from './effect.ts';
import { parseMethods } from './method.ts';
import { isCleanName } from './names.ts';
import { parseFraction } from './quorum.ts';
import { parseRetention } from './retention.ts';
import { parseWaysOut } from './ways-out.ts';

/** What a cell can agree on that Moot itself acts upon. */
export const SETTINGS = ['name', 'quorum', 'respondWithin', 'methods', 'waysOutAfter', 'waysOut', 'retention', 'delegation'] as const;
export type Setting = (typeof SETTINGS)[number];

/** Sets one setting. Values are texts: a name, a fraction such as `2/3`, a duration such as `7d`, names of methods, a number of amendments, names of ways out, how long talk is kept (retention.ts), for how many others one person can speak. */
export interface Agreement {
  readonly setting: Setting;
  readonly value: string;
}

/** The least and most time that a cell can give itself to respond, in seconds. */
const RESPOND_WITHIN = { least: 60, most: LIMITS.within };

/** A setting's value in its one form. Refuses `value-…` with what is wrong. */
export function checkSetting(setting: Setting, value: string): Verdict<string> {
  if (setting === 'name') return cleanName(value);
  if (setting === 'quorum') return parseFraction(value).ok ? accept(value) : refuse('value-no-fraction');
  if (setting === 'methods') return parseMethods(value);
  if (setting === 'retention') {
    const retention = parseRetention(value);
    return retention.ok ? accept(value) : retention;
  }
  if (setting === 'waysOutAfter') return /^[0-9]$/.test(value) ? accept(value) : refuse('value-no-digit');
  if (setting === 'waysOut') return parseWaysOut(value);
  if (setting === 'delegation') return value === NO_VOICES || voicesAgreed(value) > 0 ? accept(value) : refuse('value-no-voices');
  const seconds = parseDuration(value);
  if (!seconds.ok) return refuse('value-no-duration');
  return seconds.value >= RESPOND_WITHIN.least && seconds.value <= RESPOND_WITHIN.most ? accept(value) : refuse('value-out-of-bounds');
}

/** The effect *agreement*. The quorum is power and part of the charter; the others are not. */
export const agreement: EffectKind<Agreement> = {
  action: actionKind<Agreement>('agreement', record({ setting: oneOf(...SETTINGS), value: text(LIMITS.settingBytes) })),
  parse({ setting, value }) {
    if (!SETTINGS.includes(setting as Setting)) return refuse('setting-unknown');
    if (typeof value !== 'string') return refuse('value-no-text');
    const checked = checkSetting(setting as Setting, value);
    return checked.ok ? accept({ setting: setting as Setting, value: checked.value }) : checked;
  },
  describe: ({ setting, value }) => ({ kind: 'agreement', setting, value }),
  isPower: ({ setting }) => setting === 'quorum',
  check({ setting, value }) {
    // Letters that a newer Unicode knows must not change the verdict, so a name is cleaned when proposed and here only has to be one.
    if (setting === 'name') {
      if (value === '') return refuse('name-empty');
      return utf8(value).length <= LIMITS.nameBytes ? accept(null) : refuse('name-too-long');
    }
    const checked = checkSetting(setting, value);
    return checked.ok ? accept(null) : checked;
  },
  obstacle({ setting, value }) {
    return setting === 'name' && !isCleanName(value) ? 'name-unclean' : null;
  },
  applyPower({ setting, value }, origin, draft) {
    const fraction = parseFraction(value);
    if (setting === 'quorum' && fraction.ok) draft.quorums.push({ change: origin.version, fraction: fraction.value, after: origin.after });
  },
};
