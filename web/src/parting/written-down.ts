import { call, type Output } from '../api/client.ts';
import type { Say } from '../texts/words.tsx';
import type { Moments } from '../time/moment.ts';

type Message = Output<'talk'>[number];
type Decision = Output<'decisions'>[number];

/** The most messages that are asked for at once. */
const A_PAGE = 500;

/** What a cell has on this device, as far as people wrote it. */
export interface Written {
  readonly channels: readonly { readonly name: string; readonly messages: readonly Message[] }[];
  readonly decisions: readonly Decision[];
}

/** Reads all that was said and decided in a cell. Rejects with a `Refusal`. */
export async function readAll(cell: string): Promise<Written> {
  const channels: { name: string; messages: Message[] }[] = [];
  for (const { name, circle } of await call('channels', {}, cell)) {
    const messages: Message[] = [];
    for (;;) {
      const before = messages[0]?.id;
      const page = await call('talk', { channel: name, limit: A_PAGE, ...(before === undefined ? {} : { before }) }, cell);
      messages.unshift(...page);
      if (page.length < A_PAGE) break;
    }
    channels.push({ name: circle === null ? name : circle.name || circle.members.map((one) => one.name).join(', '), messages });
  }
  return { channels, decisions: await call('decisions', {}, cell) };
}

/** What was said and decided as one text with Markdown's headings, for people to keep. @param now ISO 8601 */
export function writeDown({ channels, decisions }: Written, cell: string, now: string, say: Say, { day, time }: Moments): string {
  const at = (iso: string): string => `${day(iso)}, ${time(iso)}`;
  const said = ({ author, time: when, text, deleted }: Message): string =>
    `**${author}**, ${at(when)}\n\n${deleted ? say('parted.file-gone') : text}\n`;
  const talk = channels
    .filter(({ messages }) => messages.length > 0)
    .map(({ name, messages }) => `## ${say('parted.file-talk', { channel: name })}\n\n${messages.map(said).join('\n')}`);
  const decided = ({ title, text, state, proposer, opened, responses }: Decision): string => {
    const head = say('parted.file-state', {
      state: say(`decisions.standing.${state === 'open' ? 'waits' : state}`),
      name: proposer,
      when: at(opened),
    });
    const answers = responses.map(
      ({ member, response, reason }) => `- ${member}: ${say(`response.${response}`)}${reason === '' ? '' : `. ${reason}`}`,
    );
    return [`### ${title}`, head, text, answers.join('\n')].filter((part) => part !== '').join('\n\n');
  };
  const all = decisions.length === 0 ? [] : [`## ${say('parted.file-decisions')}\n\n${decisions.map(decided).join('\n\n')}`];
  return `# ${say('parted.file-head', { cell, when: at(now) })}\n\n${[...talk, ...all].join('\n\n')}\n`;
}
