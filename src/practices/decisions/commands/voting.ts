import * as v from 'valibot';
import type { Id } from '../../../bytes/id.ts';
import { LIMITS } from '../../../bytes/limits.ts';
import { accept, refuse } from '../../../bytes/verdict.ts';
import { nameOf } from '../../../cell/method.ts';
import { deadline, hearing } from '../../../cell/outcome.ts';
import { checkVote, vote } from '../../../cell/vote.ts';
import { writePreflib } from '../../../tally/preflib.ts';
import { allHold } from '../../all-hold.ts';
import type { AnyCommand, Call, Command, OutputOf } from '../../command.ts';
import { fields, idLetters, writing } from '../../input.ts';
import { onlyMembersTakePart } from '../../membership.ts';
import { fill, oneLine } from '../../wording.ts';
import { parseChoice, sayChoice } from '../methods/choice.ts';
import { ranksOfVersion } from '../methods/count-view.ts';
import { aWithdrawnProposalTakesNoResponse, votesAreForOtherMethodsThanConsent } from '../rules.ts';
import { texts } from '../texts.ts';
import { findVersion, idInput, powerOf, write } from './desk.ts';

const voteInput = fields({ id: idLetters, choice: writing(LIMITS.textBytes), reason: v.optional(writing(LIMITS.textBytes), '') });

interface Voted {
  readonly id: Id;
  readonly decision: Id;
  readonly version: number;
  /** As people type it, with letters for options. */
  readonly choice: string;
  /** Whether it came after the end. */
  readonly late: boolean;
}

/** Votes on what is decided by another method than consent. */
const voteCommand: Command<v.InferOutput<typeof voteInput>, Voted> = {
  name: 'vote',
  changes: true,
  input: voteInput,
  usage: { positional: ['id', 'choice'], flags: ['reason'], switches: [] },
  async run({ id: typed, choice, reason }, desk) {
    const found = findVersion(desk, typed);
    if (!found.ok) return found;
    const { proposal, version } = found.value;
    const terms = votesAreForOtherMethodsThanConsent(version);
    if (!terms.ok) return terms;
    const allowed = allHold(onlyMembersTakePart(desk), aWithdrawnProposalTakesNoResponse(proposal));
    if (!allowed.ok) return allowed;
    const said = parseChoice(choice, terms.value);
    if (!said.ok) return said;
    const fits = checkVote({ said: said.value, reason }, terms.value, desk.me.member === version.proposer);
    if (!fits.ok) return fits;
    const late = desk.now >= deadline(version, desk.firstSeen(version.id));
    const id = await write(desk, vote.write({ version: version.id, said: said.value, reason, late }));
    const isLate = version.answers.get(desk.me.member)?.find(({ entry }) => entry.id === id)?.isLate ?? late;
    const number = proposal.versions.indexOf(version) + 1;
    return accept({ id, decision: proposal.id, version: number, choice: sayChoice(said.value, terms.value), late: isLate });
  },
  tell: ({ choice, late }) => fill(texts[late ? 'decisions.voted-late' : 'decisions.voted'], { choice }),
};

interface Ballots {
  readonly decision: Id;
  readonly voters: number;
  /** A PrefLib file. */
  readonly text: string;
}

/** Gives the ballots of a decision as a PrefLib file. */
const ballotsCommand: Command<v.InferOutput<typeof idInput>, Ballots> = {
  name: 'ballots',
  changes: false,
  input: idInput,
  usage: { positional: ['id'], flags: [], switches: [] },
  async run({ id: typed }, desk) {
    const found = findVersion(desk, typed);
    if (!found.ok) return found;
    const { proposal, version } = found.value;
    const power = powerOf(desk);
    const ranks = ranksOfVersion(version, hearing(version, power.newest, power));
    if (ranks === null) return refuse('ballots-without-ranks');
    if (ranks.ballots.length === 0) return refuse('ballots-none');
    const names = new Map([...ranks.names].map(([number, name]) => [number, oneLine(name)]));
    // With a word before it no title passes for a line of the header.
    const notes = [`TITLE: ${oneLine(version.content.title)}`, fill(texts['ballots.again'], { how: tallyLine(version) })];
    return accept({ decision: proposal.id, voters: ranks.ballots.length, text: writePreflib({ ...ranks, names }, notes) });
  },
  tell: ({ text }) => text,
};

/** How `moot tally` is told to count a version's ballots to the same result. */
function tallyLine({ id, content: { method } }: Parameters<typeof ranksOfVersion>[0]): string {
  const name = nameOf(method);
  if (method === 'consent' || method.name === 'majority') return `moot tally ${name} FILE`;
  const { share, seats, ties } = method;
  if (name === 'supermajority') return `moot tally majority FILE --share ${share?.over}/${share?.under}`;
  const drawn = ties === 'lot' ? ` --seed ${id}` : '';
  return `moot tally ${name} FILE${seats > 0 ? ` --seats ${seats}` : ''} --ties ${ties}${drawn}`;
}

/** What the API takes and gives of voting. */
export interface VotingApi {
  readonly vote: Call<v.InferInput<typeof voteInput>, OutputOf<typeof voteCommand>>;
  readonly ballots: Call<v.InferInput<typeof idInput>, OutputOf<typeof ballotsCommand>>;
}

/** Voting, where it is not decided by consent, and counting again. */
export const voting: readonly AnyCommand[] = [voteCommand, ballotsCommand];
