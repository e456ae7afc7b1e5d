import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { propose } from '../../cell/actions.ts';
import { agreeing, removing } from '../../cell/cell.fixture.ts';
import { dayOf } from '../../cell/day.ts';
import { currentVersion } from '../../cell/decision.ts';
import { usualTerms } from '../../cell/method.ts';
import { AFTER_REVIEW, end, register } from '../../cell/register.ts';
import { type DeskInVillage, meetAll, VillageOfDesks } from '../desk.fixture.ts';
import { recordDraft } from '../record-draft.ts';
import { note } from './actions.ts';
import type { AgreementLine, AgreementView } from './view.ts';

/** One thing that happens; `pick` chooses among what the one who acts knows. */
const step = fc.record({
  who: fc.nat(3),
  what: fc.constantFrom(
    'propose',
    'replace',
    'replace',
    'replace',
    'end',
    'amend',
    'object',
    'note',
    'agree',
    'agree',
    'agree',
    'vote',
    'meet',
    'meet',
    'attest',
    'pass',
    'remove',
    'twice',
    'twice',
    'late',
  ),
  pick: fc.nat(1_000_000),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What seldom happens by chance: of two agreements of Bo's one is ended, another is voted on and one objected to late, and Bo is removed. */
const SELDOM: Step[] = [
  { who: 0, what: 'propose', pick: 7 },
  { who: 0, what: 'agree', pick: 1 },
  { who: 0, what: 'propose', pick: 5 },
  { who: 0, what: 'agree', pick: 1 },
  { who: 0, what: 'propose', pick: 7 },
  { who: 0, what: 'agree', pick: 2 },
  { who: 0, what: 'end', pick: 3 },
  { who: 0, what: 'late', pick: 4 },
  { who: 0, what: 'remove', pick: 7 },
];

/** Lets a story happen among three people, one of them with two devices that do not always know of each other. */
function live(story: readonly Step[]): { readonly place: VillageOfDesks; readonly desks: readonly DeskInVillage[] } {
  const place = new VillageOfDesks('Ana', 'Bo', 'Cy');
  const desks = [...place.desks, place.secondDevice(place.desks[0] as DeskInVillage)];
  meetAll(desks);
  for (const [i, { who, what, pick }] of story.entries()) {
    const desk = desks[who] as DeskInVillage;
    if (!desk.isMember) continue;
    const proposals = [...desk.cell.decisions.proposals.values()];
    const one = proposals[pick % (proposals.length || 1)];
    const other = proposals[(pick >> 4) % (proposals.length || 1)];
    const terms = (replaces: readonly string[]) => {
      const review = pick % 3 === 0 ? null : dayOf(desk.now) + (pick % 90);
      const afterwards = review === null ? 'stay' : (AFTER_REVIEW[pick % 2] ?? 'stay');
      const owner = pick % 4 === 0 ? null : (desks[pick % 3] as DeskInVillage).me.member;
      return register.action.write({ subject: '', owner, review, afterwards, replaces });
    };
    const method = pick % 5 === 0 ? usualTerms('majority') : 'consent';
    const ask = (title: string, effects: ReturnType<typeof terms>[]) =>
      desk.put(recordDraft(propose.write({ title, text: '', effects, within: 604_800, method })));
    if (what === 'propose')
      ask(`Title ${i}`, pick % 7 === 1 && method === 'consent' ? [terms([]), agreeing('name', `Name ${i}`)] : [terms([])]);
    if (what === 'meet') desk.meet(desks[(who + 1 + (pick % 3)) % 4] as DeskInVillage);
    if (what === 'attest') desk.device.attestWhatIsDue();
    if (what === 'pass' && pick % 3 === 0) place.village.pass(3);
    if (what === 'remove' && pick % 2) sendAway(desks, desk, pick);
    if (one === undefined || other === undefined) continue;
    const { id, content } = currentVersion(one);
    if (what === 'replace') ask(`Title ${i}`, [terms([...new Set([one.id, other.id])])]);
    if (what === 'twice') {
      // Two replace one agreement, and neither knows of the other.
      agree(desks, id, 1);
      const another = desks[(who + 1) % 3] as DeskInVillage;
      const both = [desk, another].filter(({ isMember }) => isMember).map((each) => each.device.propose(`Title ${i}`, [terms([one.id])]));
      for (const each of both) agree(desks, each, 1);
    }
    if (what === 'end') {
      const ending = ask(`End ${i}`, [end.action.write({ agreements: [one.id] })]);
      if (pick % 2) agree(desks, ending, 1);
    }
    if (what === 'late') objectLate(place, desks, desk.device.propose(`Title ${i}`, [terms([])]));
    if (what === 'amend') desk.device.amend(one.id, `Better ${i}`, [terms(pick % 2 ? [other.id] : [])]);
    if (what === 'note') desk.put(recordDraft(note.write({ version: id, text: pick % 7 ? `Note ${i}` : ' ' })));
    if (what === 'object' && content.method === 'consent') desk.device.respond(id, 'object');
    if (what === 'vote' && content.method !== 'consent') desk.device.vote(id, pick % 3 ? 'yes' : 'no');
    if (what === 'agree') agree(desks, id, pick);
  }
  return { place, desks };
}

/** Everybody says yes, and some devices attest before they hear of the others' attestations; at times two things at once are decided. */
function agree(desks: readonly DeskInVillage[], id: string, pick: number): void {
  if (pick % 3 > 0) meetAll(desks);
  for (const desk of desks.filter(({ isMember }) => isMember)) {
    const version = desk.cell.decisions.versions.get(id);
    if (version === undefined) continue;
    if (version.content.method === 'consent') desk.device.respond(id, pick % 4 === 0 ? 'concern' : 'consent', 'said');
    else desk.device.vote(id, 'yes');
  }
  meetAll(desks);
  for (const desk of desks.filter(({ isMember }) => isMember)) desk.device.attestWhatIsDue();
}

/** Somebody objects while nobody hears of it, and the others decide when the time is up. */
function objectLate(place: VillageOfDesks, desks: readonly DeskInVillage[], id: string): void {
  meetAll(desks);
  const [away, ...others] = place.desks.filter(({ isMember }) => isMember);
  if (away === undefined || others.length < 2) return;
  away.device.respond(id, 'object');
  for (const { device } of others) device.consent(id);
  place.village.pass(8);
  place.village.settle(...others.map(({ device }) => device));
}

/** Somebody is removed, and whoever stays says so. */
function sendAway(desks: readonly DeskInVillage[], proposer: DeskInVillage, pick: number): void {
  const id = proposer.device.propose('Out', [removing((desks[pick % 3] as DeskInVillage).me.member)]);
  agree(desks, id, 1);
  meetAll(desks);
}

/** All that can be seen of the register. */
async function told(desk: DeskInVillage): Promise<{ readonly lines: AgreementLine[]; readonly views: AgreementView[] }> {
  const lines: AgreementLine[] = await desk.done('agreements', { all: true });
  const views: AgreementView[] = [];
  for (const { id } of lines) views.push(await desk.done('agreement', { id }));
  return { lines, views };
}

test('the same register comes of the same entries, in whatever order they arrive', async () => {
  const happened = { agreements: 0, voted: 0, replaced: 0, ended: 0, lapsed: 0, due: 0, clashes: 0, inReview: 0, notes: 0, ownerless: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 15, maxLength: 45 }),
      fc.array(fc.nat(1_000_000), { minLength: 50, maxLength: 50 }),
      async (story, shuffle) => {
        const { place, desks } = live(story);
        meetAll(desks);
        const newcomer = place.newcomer('Dee');
        newcomer.takeShuffled(desks[0] as DeskInVillage, shuffle);
        // Until the time to respond is up on the clock of each device they may differ; then they do not.
        place.village.pass(30);
        const expected = await told(newcomer);
        for (const desk of desks) assert.deepEqual(await told(desk), expected);
        const { lines, views } = expected;
        const count = (is: AgreementLine['state']) => lines.filter(({ state }) => state === is).length;
        happened.agreements += lines.length;
        happened.voted += views.filter(({ attested }) => attested === null).length;
        happened.replaced += count('replaced');
        happened.ended += count('ended');
        happened.lapsed += count('lapsed');
        happened.due += count('due');
        happened.inReview += count('in-review');
        happened.clashes += lines.filter(({ clashes }) => clashes > 0).length;
        happened.notes += views.filter(({ notes }) => notes.length > 0).length;
        happened.ownerless += lines.filter(({ formerOwner }) => formerOwner !== null).length;
        for (const view of views) {
          assert.equal(new Set(view.history.map(({ id }) => id)).size, view.history.length, 'no agreement stands in its own history twice');
          for (const { id } of view.clash) assert.ok(!view.history.some((before) => before.id === id && before.kind !== 'ended'));
        }
      },
    ),
    { numRuns: 60, examples: [[SELDOM, [0]]] },
  );
  for (const [what, times] of Object.entries(happened)) assert.ok(times > 0, `${what}: ${times}`);
});

test('what was agreed by a certificate stays agreed, whatever is heard of later', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 35 }), async (story) => {
      const { desks } = live(story);
      const [first] = desks as [DeskInVillage];
      const before = await told(first);
      meetAll(desks);
      const after = await told(first);
      for (const { id } of before.views.filter(({ attested }) => attested !== null))
        assert.ok(after.views.find((view) => view.id === id)?.attested, `${id} to be agreed still`);
    }),
    { numRuns: 60 },
  );
});
