import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { amend } from '../../cell/actions.ts';
import { agreeing, removing } from '../../cell/cell.fixture.ts';
import { currentVersion } from '../../cell/decision.ts';
import { type MethodTerms, RULES, rulesOf, STANCES, usualTerms, VOTING_METHODS } from '../../cell/method.ts';
import type { Said } from '../../cell/vote.ts';
import { type DeskInVillage, meetAll, VillageOfDesks } from '../desk.fixture.ts';
import { recordDraft } from './actions.ts';
import type { DecisionView } from './view.ts';

/** One thing that happens; `pick` chooses among what there is. */
const step = fc.record({
  who: fc.nat(3),
  what: fc.constantFrom(
    'ask',
    'vote',
    'vote',
    'vote',
    'vote',
    'vote',
    'everybody',
    'meet',
    'meet',
    'amend',
    'attest',
    'pass',
    'remove',
    'carry',
    'agree',
  ),
  pick: fc.nat(1_000_000),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function termsFor(pick: number): MethodTerms {
  const name = VOTING_METHODS[pick % VOTING_METHODS.length] as keyof typeof RULES;
  const options = RULES[name].ballot === null ? [] : ['A', 'B', 'C', 'D'].slice(0, 2 + (pick % 3));
  const { silence } = RULES[name];
  const breaks = options.length > 0 && name !== 'meeting-time';
  const usual = usualTerms(name);
  return {
    ...usual,
    options,
    silence: silence[pick % silence.length] ?? 'nothing',
    ties: breaks && pick % 4 > 0 ? ((['number', 'lot'] as const)[pick % 2] ?? 'lot') : usual.ties,
  };
}

/** A vote, now and then one that does not fit. */
function saidFor(terms: MethodTerms, pick: number): Said {
  const { stances, ballot } = rulesOf(terms);
  if (pick % 17 === 0) return STANCES[pick % STANCES.length] ?? 'yes';
  if (ballot === null || pick % 7 === 0) return stances[pick % stances.length] ?? 'abstain';
  return terms.options.map((_, i) => {
    const some = Math.floor(pick / 3 ** i);
    if (ballot === 'any') return some % 2;
    if (ballot === 'ranks') return ((i + pick) % terms.options.length) + 1;
    return some % 3;
  });
}

/** Lets a story happen among three people, one of them with two devices that do not always know of each other. */
function live(story: readonly Step[]): { readonly place: VillageOfDesks; readonly desks: readonly DeskInVillage[] } {
  const place = new VillageOfDesks('Ana', 'Bo', 'Cy');
  const desks = [...place.desks, place.secondDevice(place.desks[0] as DeskInVillage)];
  meetAll(desks);
  for (const { who, what, pick } of story) {
    const desk = desks[who] as DeskInVillage;
    if (!desk.isMember) continue;
    const asked = [...desk.cell.decisions.proposals.values()].filter(
      ({ versions }) => currentVersion({ versions } as never).content.method !== 'consent',
    );
    const proposal = asked[pick % (asked.length || 1)];
    if (what === 'ask') {
      const terms = termsFor(pick);
      desk.device.ask('Which?', terms.name, terms, terms.name === 'consensus' ? [agreeing('name', `Name ${pick % 5}`)] : []);
    }
    if (what === 'meet') desk.meet(desks[(who + 1 + (pick % 3)) % 4] as DeskInVillage);
    if (what === 'attest') desk.device.attestWhatIsDue();
    if (what === 'pass') place.village.pass(3);
    if (what === 'remove' && pick % 3 === 0) desk.device.propose('Out', [removing((desks[pick % 3] as DeskInVillage).me.member)]);
    if (what === 'remove' && pick % 9 === 1) sendAway(desks, desk, pick);
    if (what === 'agree')
      for (const one of desks.filter(({ isMember }) => isMember))
        for (const { id, content } of one.cell.decisions.versions.values()) if (content.method === 'consent') one.device.consent(id);
    if (what === 'carry') carry(desks, desk, pick);
    // What has happened since may have set it aside.
    const still = desk.cell.decisions.proposals.get(proposal?.id ?? '');
    if (still === undefined) continue;
    const { id, content } = currentVersion(still);
    if (content.method === 'consent') continue;
    if (what === 'vote') desk.device.vote(id, saidFor(content.method, pick));
    if (what === 'everybody') {
      meetAll(desks);
      for (const [i, one] of desks.entries()) if (one.isMember) one.device.vote(id, saidFor(content.method, pick + i * 5));
    }
    if (what === 'amend' && pick % 2 === 0)
      desk.put(recordDraft(amend.write({ ...content, proposal: still.id, title: 'Better', effects: [], method: termsFor(pick + 1) })));
  }
  return { place, desks };
}

/** Something is proposed by consensus, all agree, and some devices attest before they hear of the others. */
function carry(desks: readonly DeskInVillage[], proposer: DeskInVillage, pick: number): void {
  const id = proposer.device.ask('Name', 'consensus', {}, [agreeing('name', `Name ${pick % 7}`)]);
  meetAll(desks);
  for (const one of desks.slice(0, 3)) if (one.isMember) one.device.vote(id, 'agree');
  meetAll(desks);
  for (const one of desks) if (one.isMember) one.device.attestWhatIsDue();
}

/** Somebody is removed, and whoever stays says so. */
function sendAway(desks: readonly DeskInVillage[], proposer: DeskInVillage, pick: number): void {
  const id = proposer.device.propose('Out', [removing((desks[pick % 3] as DeskInVillage).me.member)]);
  meetAll(desks);
  for (const one of desks) if (one.isMember) one.device.consent(id);
  meetAll(desks);
  for (const one of desks) if (one.isMember) one.device.attestWhatIsDue();
  meetAll(desks);
}

/** All that can be seen of decisions, but for what differs from desk to desk by nature. */
async function told(desk: DeskInVillage) {
  const decisions: DecisionView[] = await desk.done('decisions');
  return {
    inert: desk.device.inert.toSorted(),
    decisions: decisions.map(({ awaitsYou, certificate, reach, ownReach, deadline, ...shared }) => ({
      ...shared,
      charter: certificate?.charter,
    })),
  };
}

test('the same ballots, counts and outcomes come of the same entries, in whatever order they arrive', async () => {
  const happened = { counted: 0, late: 0, results: 0, inReview: 0, inEffect: 0, removed: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 15, maxLength: 45 }),
      fc.array(fc.nat(1_000_000), { minLength: 50, maxLength: 50 }),
      async (story, shuffle) => {
        const { place, desks } = live(story);
        meetAll(desks);
        const newcomer = place.newcomer('Dee');
        newcomer.takeShuffled(desks[0] as DeskInVillage, shuffle);
        // Until the time is up on the clock of each device they may differ; then they do not.
        place.village.pass(60);
        const expected = await told(newcomer);
        for (const desk of desks) assert.deepEqual(await told(desk), expected);
        happened.counted += expected.decisions.filter(({ count, state }) => count !== null && state === 'passed').length;
        happened.results += expected.decisions.filter(({ count }) => count?.result?.winners.length).length;
        happened.late += expected.decisions.flatMap(({ ballots }) => ballots.filter(({ late }) => late)).length;
        happened.inReview += expected.decisions.filter(({ state, count }) => state === 'in-review' && count !== null).length;
        happened.inEffect += expected.decisions.filter(({ state, count }) => state === 'in-effect' && count !== null).length;
        happened.removed += newcomer.device.charter.former.size;
      },
    ),
    { numRuns: 100 },
  );
  for (const [what, times] of Object.entries(happened)) assert.ok(times > 0, `${what}: ${times}`);
});
