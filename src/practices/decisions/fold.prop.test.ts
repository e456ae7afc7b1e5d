import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RESPONSES } from '../../cell/actions.ts';
import { agreeing } from '../../cell/cell.fixture.ts';
import { type DeskInVillage, VillageOfDesks } from '../desk.fixture.ts';
import { answer, recordDraft } from './actions.ts';
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
    if (what === 'agree') agree(place, version.id);
    if (what === 'amend') desk.device.amend(version.proposal, `Better title ${i}`, effects);
    if (what === 'withdraw' && pick % 4 === 0) desk.device.withdraw(version.proposal);
    if (what === 'ask') desk.device.respond(version.id, 'question', `Question ${i}`);
    if (what === 'respond') desk.device.respond(version.id, pick % 3 ? 'consent' : (RESPONSES[pick % 4] ?? 'consent'));
  }
  return place;
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
  const happened = { decisions: 0, answers: 0, certificates: 0, inert: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 15, maxLength: 45 }),
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
      },
    ),
    { numRuns: 60 },
  );
  for (const [what, count] of Object.entries(happened)) assert.ok(count > 5, `${what}: ${count}`);
});
