import { inWords } from '../names/in-words.ts';
import type { Say } from '../texts/words.tsx';

/** How long talk can be kept, as the form offers it: the letters of `90d`, or `never` where it is never erased. */
export const KEPT = ['7d', '30d', '90d', '180d', '365d', 'never'] as const;
export type Kept = (typeof KEPT)[number];

/** How long talk is kept: everywhere, and in channels for which something else is agreed. */
export interface Retention {
  readonly usual: string;
  readonly channels: ReadonlyMap<string, string>;
}

/** Reads what a cell has agreed on, such as `90d; kitchen=14d`. */
export function readRetention(value: string): Retention {
  const [usual = '', ...others] = value.split(';').map((part) => part.trim());
  const channels = others.map(
    (part) => [part.slice(0, part.lastIndexOf('=')).trim(), part.slice(part.lastIndexOf('=') + 1).trim()] as const,
  );
  return { usual, channels: new Map(channels) };
}

/** What is agreed, with another time for one channel, or for all that have none of their own. @param channel its name; empty for all */
export function retentionWith(value: string, channel: string, kept: Kept): string {
  const { usual, channels } = readRetention(value);
  const all = new Map(channels);
  if (channel !== '') all.set(channel, kept);
  return [channel === '' ? kept : usual, ...[...all].map(([name, time]) => `${name}=${time}`)].join('; ');
}

/** How long something is kept, in words; null for ever. @param time the letters of `90d` */
export function lengthOfKept(time: string, say: Say): string | null {
  const found = /^(\d{1,6})([mhdw])$/.exec(time);
  return found === null ? null : say(`length.${found[2]}` as 'length.d', { count: Number(found[1]) });
}

/** How long talk is kept, as sentences. */
export function tellRetention(value: string, say: Say): string {
  const { usual, channels } = readRetention(value);
  const tell = (time: string): string => {
    const length = lengthOfKept(time, say);
    return length === null ? say('retention.ever') : say('retention.long', { length });
  };
  const own = [...channels].map(([name, time]) => say('retention.channel', { name, length: tell(time) }));
  const everywhere = say('retention.kept', { length: tell(usual) });
  return own.length === 0 ? everywhere : `${everywhere} ${say('retention.channels', { channels: inWords(own) })}`;
}
