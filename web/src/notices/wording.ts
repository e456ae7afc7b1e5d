import type { Output } from '../api/client.ts';
import type { Say } from '../texts/words.tsx';
import type { NoticeChoices } from './choices.ts';
import type { Happening } from './happening.ts';
import type { News } from './watch.ts';

type Channel = Output<'channels'>[number];

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
export function tellNews(news: readonly News[], says: NoticeChoices['says'], nameOf: (cell: string) => string, say: Say): Told {
  const all = news.flatMap(({ happenings }) => happenings);
  const [first] = news;
  const only = all.length === 1 ? all[0] : undefined;
  const isTalk = all.every(({ kind }) => kind === 'talk');
  const place = { cell: first?.cell ?? '', steps: only === undefined ? (isTalk ? ['talk'] : []) : stepsTo(only) };
  if (says === 'little') return { ...place, title: say(isTalk ? 'notices.something-said' : 'notices.something-waits'), body: '' };
  const lines = all.slice(0, MOST_LINES).map((one) => lineOf(one, say));
  const more = all.length - lines.length;
  const body = [...lines, ...(more > 0 ? [say('notices.more', { count: more })] : [])].join('\n');
  return { ...place, title: [...new Set(news.map(({ cell }) => nameOf(cell)))].join(', '), body };
}

function stepsTo({ about }: Happening): readonly string[] {
  if (about.kind === 'talk') return ['talk', about.channel.name];
  if (about.kind === 'call') return ['talk', about.message.channel, about.message.id];
  if (about.kind === 'agreement') return ['agreements', about.agreement.id];
  if (about.kind === 'clash') return ['decisions', 'clash', about.clash.setting];
  if (about.kind === 'circle') return ['talk', about.circle.channel];
  if (about.kind === 'suspended') return ['people', about.person.id];
  if (about.kind === 'help' || about.kind === 'wish') return ['decisions', about.decision.id, about.way.id];
  if (about.kind === 'qualify') return ['decisions', about.decision.id, about.qualifying.objection];
  return ['decisions', about.decision.id, ...(about.kind === 'question' ? [about.question.id] : [])];
}

/** What a channel is called; that of a circle without a name by whoever spoke in it. */
function nameOf({ name, circle, last }: Channel, say: Say): string {
  return circle === null ? name : circle.name === '' ? say('notices.circle-of', { name: last?.author ?? '' }) : circle.name;
}

function lineOf({ about }: Happening, say: Say): string {
  switch (about.kind) {
    case 'talk':
      return say('notices.talk', { count: about.channel.unread, channel: nameOf(about.channel, say) });
    case 'circle':
      return say('circle.waits', { who: about.joining.name });
    case 'call':
      return say('notices.call', { name: about.message.author, text: about.message.text });
    case 'question':
      return say('notices.question', { name: about.question.member, text: about.question.text });
    case 'agreement':
      return say('notices.agreement', { title: about.agreement.title });
    case 'clash':
      return say('notices.clash', { setting: say(`clash.setting.${about.clash.setting}`) });
    case 'suspended':
      return say('notices.suspended', { name: about.person.name });
    default:
      return say(`notices.${about.kind}`, { title: about.decision.title });
  }
}
