import type { Output } from '../api/client.ts';
import type { Setting } from '../clashes/clash.ts';
import type { Say } from '../texts/words.tsx';
import type { BrowserChoices } from './choices.ts';

/** What a device gives to be told of one cell. */
export type News = Output<'take-digest'> & {
  /** Id of the cell. */
  readonly cell: string;
};

type Thing = News['things'][number];

/** The most lines of a notice; more are counted. */
const MOST_LINES = 4;

/** A notice in words, and where it leads. */
export interface Told {
  readonly title: string;
  readonly body: string;
  /** Id of the cell, and steps of an address within it. */
  readonly cell: string;
  readonly steps: readonly string[];
}

/** Puts news into words: without any content, unless the reader has chosen so. @param nameOf the name of a cell, by its id */
export function tellNews(news: readonly News[], says: BrowserChoices['says'], nameOf: (cell: string) => string, say: Say): Told {
  const all = news.flatMap(({ things }) => things);
  const count = news.reduce((sum, one) => sum + one.count, 0);
  const [first] = news;
  const only = count === 1 ? all[0] : undefined;
  const isTalk = all.every(({ kind }) => kind === 'talk');
  const place = { cell: first?.cell ?? '', steps: only === undefined ? (isTalk ? ['talk'] : []) : only.at };
  if (says === 'little') return { ...place, title: isTalk ? say('notices.something-said') : say('notices.waits', { count }), body: '' };
  const lines = all.slice(0, MOST_LINES).map((one) => lineOf(one, say));
  const more = count - lines.length;
  const body = [...lines, ...(more > 0 ? [say('notices.more', { count: more })] : [])].join('\n');
  return { ...place, title: [...new Set(news.map(({ cell }) => nameOf(cell)))].join(', '), body };
}

function lineOf(thing: Thing, say: Say): string {
  const { kind, title, from, at } = thing;
  const name = from ?? '';
  switch (kind) {
    case 'talk':
      return say('notices.talk', { count: thing.unread, channel: title === '' ? say('notices.circle-of', { name }) : title });
    case 'circle':
      return say('circle.waits', { who: title });
    case 'call':
    case 'question':
      return say(`notices.${kind}`, { name, text: title });
    case 'clash':
      return say('notices.clash', { setting: say(`clash.setting.${at[2] as Setting}`) });
    case 'suspended':
      return say('notices.suspended', { name: title });
    case 'words':
    case 'backup':
    case 'device':
    case 'own':
      return say(`notices.${kind === 'own' ? 'turn' : kind}`, { title });
    default:
      return say(`notices.${kind}`, { title });
  }
}
