import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Cbor } from '../../bytes/cbor.ts';
import { RESPONSES } from '../../cell/actions.ts';
import { agreeing } from '../../cell/cell.fixture.ts';
import type { Version } from '../../cell/decision.ts';
import { WAYS_OUT } from '../../cell/ways-out.ts';
import { type DeskInVillage, VillageOfDesks } from '../desk.fixture.ts';
import { answer, hold, later, NOTED_STEPS, note, QUALIFYING, qualify, react, recordDraft, takePart, wayOut } from './actions.ts';
import { beginDecisions } from './fold.ts';
import type { DecisionView } from './view.ts';

/** One thing that happens; `pick` chooses among the proposals and questions that the one who acts knows. */
const step = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom(
    'propose',
    'amend',
    'withdraw',
    'respond',
    'respond',
    'ask',
    'ask',
    'answer',
    'answer',
    'answer',
    'attest',
    'meet',
    'agree',
    'agree',
    'agree',
    'propose',
    'object',
    'object',
    'react',
    'later',
    'hold',
    'step',
    'step',
    'step',
    'qualify',
    'qualify',
    'qualify',
    'qualify',
    'qualify',
    'way-out',
    'way-out',
    'take-part',
    'take-part',
  ),
  pick: fc.nat(1000),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Lets a story happen among three people, who also try what they may not, such as amending what others proposed. */
function live(story: readonly Step[]): VillageOfDesks {
  const place = new VillageOfDesks('Ana', 'Bo', 'Cy');
  for (const [i, { who, what, pick }] of story.entries()) {
    const desk = place.desks[who] as DeskInVillage;
    const { versions } = desk.cell.decisions;
    const version = [...versions.values()][pick % (versions.size || 1)];
    const asked = [...versions.values()].flatMap((one) =>
      one.questions.map((question) => ({ version: one.id, question: question.entry.id })),
    );
    const question = asked[pick % (asked.length || 1)];
    const effects = pick % 2 ? [agreeing('name', `Name ${i}`)] : [];
    if (what === 'propose') desk.device.propose(`Title ${i}`, effects);
    if (what === 'attest') desk.device.attestWhatIsDue();
    if (what === 'meet') desk.meet(place.desks[(who + 1 + (pick % 2)) % 3] as DeskInVillage);
    if (question !== undefined && what === 'answer')
      desk.put(recordDraft(answer.write({ ...question, text: pick % 7 ? `Answer ${i}` : ' ' })));
    if (version === undefined) continue;
    speak(desk, { who, what, pick }, version, i);
    if (what === 'agree') agree(place, version.id);
    if (what === 'object') desk.device.respond(version.id, 'object', `Harm ${i}`);
    if (what === 'amend') desk.device.amend(version.proposal, `Better title ${i}`, effects);
    if (what === 'withdraw' && pick % 4 === 0) desk.device.withdraw(version.proposal);
    if (what === 'ask') desk.device.respond(version.id, 'question', `Question ${i}`);
    if (what === 'respond') desk.device.respond(version.id, pick % 3 ? 'consent' : (RESPONSES[pick % 4] ?? 'consent'));
  }
  return place;
}

/** What people say around a version, also what they may not, such as giving back what they do not hold. */
function speak(desk: DeskInVillage, { what, pick }: Step, { id, proposal }: Version, i: number): void {
  const put = (action: Cbor) => desk.put(recordDraft(action));
  const objections = [...desk.cell.decisions.versions.values()].flatMap((version) =>
    [...version.answers.values()]
      .flat()
      .flatMap((one) => (one.response === 'object' ? [{ version: version.id, objection: one.entry.id }] : [])),
  );
  const objection = objections[pick % (objections.length || 1)] ?? { version: id, objection: id };
  const ways = [...desk.state({ name: 'decisions', begin: beginDecisions }).rounds.waysOut.values()]
    .flat()
    .filter(({ who }) => pick % 5 === 0 || who.includes(desk.me.member));
  const way = ways[pick % (ways.length || 1)];
  const members = [...desk.device.charter.members.keys()];
  if (what === 'react') put(react.write({ version: id, text: pick % 5 ? `Hm ${i}` : '' }));
  if (what === 'later') put(later.write({ version: id }));
  if (what === 'hold') put(hold.write({ proposal, holds: pick % 3 > 0 }));
  if (what === 'step' && pick % 2) put(hold.write({ proposal, holds: true }));
  if (what === 'step') put(note.write({ version: id, step: NOTED_STEPS[pick % 3] ?? 'round' }));
  if (what === 'qualify' && pick % 2) put(qualify.write({ ...objection, says: 'ask', text: '' }));
  if (what === 'qualify') put(qualify.write({ ...objection, says: QUALIFYING[pick % 3] ?? 'ask', text: `So ${i}` }));
  if (what === 'way-out') {
    const asked = WAYS_OUT[pick % 6 < 4 ? pick % 6 : pick % 2] ?? 'trial';
    const who = asked === 'helping-circle' || asked === 'mediation' || pick % 11 === 0 ? members.slice(pick % 2) : [];
    put(
      wayOut.write({
        version: id,
        way: asked,
        who,
        until: asked === 'trial' ? i : null,
        method: asked === 'another-method' ? (pick % 2 ? 'approval' : 'majority') : null,
        text: '',
        options: asked === 'another-method' && pick % 2 ? ['This', 'That'] : [],
      }),
    );
  }
  if (what === 'take-part') {
    const circle = { version: id, way: 'helping-circle', who: members, until: null, method: null, text: '', options: [] } as const;
    const { version, entry } = way ?? { version: id, entry: { id: put(wayOut.write(circle)) } };
    put(takePart.write({ version, way: entry.id, will: pick % 2 > 0, text: `There ${i}` }));
  }
}

/** Everybody consents, and some of the devices attest before they hear of the others' attestations. */
function agree({ village, desks }: VillageOfDesks, version: string): void {
  village.meet();
  for (const { device } of desks) device.consent(version);
  village.meet();
  for (const { device } of desks) device.attestWhatIsDue();
}

/** All that can be seen of decisions, but for what differs from desk to desk by nature: the certificate's evidence, whose turn it is, and who is known to have it. */
async function told(desk: DeskInVillage) {
  const decisions: DecisionView[] = await desk.done('decisions');
  return {
    inert: desk.device.inert.toSorted(),
    decisions: decisions.map(({ awaitsYou, certificate, reach, ownReach, ...shared }) => ({ ...shared, charter: certificate?.charter })),
  };
}

test('the same decisions and answers come of the same entries, in whatever order they arrive', async () => {
  const happened = {
    decisions: 0,
    answers: 0,
    certificates: 0,
    inert: 0,
    reactions: 0,
    holders: 0,
    notes: 0,
    qualifying: 0,
    waysOut: 0,
    willing: 0,
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 30, maxLength: 70 }),
      fc.array(fc.nat(1_000_000), { minLength: 50, maxLength: 50 }),
      async (story, shuffle) => {
        const place = live(story);
        place.village.meet();
        const first = place.desks[0] as DeskInVillage;
        const expected = await told(first);
        for (const desk of place.desks.slice(1)) assert.deepEqual(await told(desk), expected);
        const newcomer = place.newcomer('Dee');
        newcomer.takeShuffled(first, shuffle);
        assert.deepEqual(await told(newcomer), expected);
        happened.decisions += expected.decisions.length;
        happened.answers += expected.decisions.flatMap(({ questions }) => questions.flatMap(({ answers }) => answers)).length;
        happened.certificates += expected.decisions.filter(({ charter }) => charter !== undefined).length;
        happened.inert += expected.inert.length;
        for (const { round } of expected.decisions) {
          happened.reactions += round.reactions.length;
          happened.holders += round.holder === null ? 0 : 1;
          happened.notes += round.noted === null ? 0 : 1;
          happened.qualifying += round.qualifying.flatMap(({ said }) => said).length;
          happened.waysOut += round.waysOut.asked.length;
          happened.willing += round.waysOut.asked.flatMap(({ who }) => who).filter(({ will }) => will !== null).length;
        }
      },
    ),
    { numRuns: 60 },
  );
  for (const [what, count] of Object.entries(happened)) assert.ok(count > 5, `${what}: ${count}`);
});
