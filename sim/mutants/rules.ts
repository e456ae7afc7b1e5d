import type { Mutant } from './mutant.ts';

const POWER = 'src/cell/power.ts';
const CERTIFICATE = 'src/cell/certificate.ts';
const CHARTER = 'src/cell/charter.ts';
const CONDUCT = 'src/cell/conduct.ts';
const QUORUM = 'src/cell/quorum.ts';
const ON_POWER = ['src/cell/power.test.ts', 'src/cell/removal.test.ts', 'src/cell/power.prop.test.ts'];
const ON_CONDUCT = ['src/cell/conduct.test.ts', 'src/cell/removal.test.ts', 'sim/small-worlds.test.ts'];

/**
 * The rules of power, by their numbers in design/charter.md. Rule 20 is no code: a cell founds itself anew. That nobody is removed from a
 * cell of two follows from the quorum of two already.
 */
export const RULES: readonly Mutant[] = [
  {
    takesOut: 'rule 1: more attestations make no second certificate',
    file: POWER,
    text: 'if (certificates.includes(ballot) || !this.#isCertified(ballot, null)) return false;',
    instead: 'if (!this.#isCertified(ballot, null)) return false;',
    noticedBy: ON_POWER,
  },
  {
    takesOut: 'rule 2: a charter is named by the sorted set of its changes',
    file: CHARTER,
    text: 'concatBytes(...sortIds(changes).map(bytesOf))',
    instead: 'concatBytes(...[...changes].map(bytesOf))',
    noticedBy: ON_POWER,
  },
  {
    takesOut: 'rule 3: a charter is reached in the past of whoever stands on it',
    file: POWER,
    text: "return charterIdOf(this.#cell, changes) === entry.charter ? accept(this.#compose(changes)) : refuse('charter-not-reached');",
    instead: 'return accept(this.#charters.get(entry.charter) ?? this.#compose(changes));',
    noticedBy: [...ON_POWER, 'sim/stories/inflated-and-withheld.test.ts'],
  },
  {
    takesOut: 'rule 4: an attestation is judged from its own past',
    file: CERTIFICATE,
    text: 'standingAnswer(version, member, seen)?.response',
    instead: 'standingAnswer(version, member, null)?.response',
    noticedBy: ON_POWER,
  },
  {
    takesOut: 'rule 5: several devices of one member are one attester',
    file: CERTIFICATE,
    text: 'if (!first.has(attestation.member)) first.set(attestation.member, attestation);',
    instead: 'first.set(attestation.device, attestation);',
    noticedBy: ['src/cell/devices.test.ts'],
  },
  {
    takesOut: 'rule 5: the one to be removed is no attester',
    file: CERTIFICATE,
    text: '[...charter.members.keys()].filter((member) => member !== concerned)',
    instead: '[...charter.members.keys()].filter((member) => member !== concerned || true)',
    noticedBy: ON_POWER,
  },
  {
    takesOut: 'rule 6: a majority of all members',
    file: QUORUM,
    text: 'Math.floor(members / 2) + 1, 2)',
    instead: '0, 2)',
    noticedBy: ['sim/stories/counterexamples.test.ts', ...ON_POWER],
  },
  {
    takesOut: 'rule 6: two where there are two',
    file: QUORUM,
    text: 'Math.floor(members / 2) + 1, 2)',
    instead: 'Math.floor(members / 2), 1)',
    noticedBy: ON_POWER,
  },
  {
    takesOut: 'rule 6: the agreed quorum is a fraction of the voters',
    file: QUORUM,
    text: 'const share = Math.ceil((agreed.over * voters) / agreed.under);',
    instead: 'const share = agreed.over + 1;',
    noticedBy: ON_POWER,
  },
  {
    takesOut: 'rule 7: a majority of those before carries on',
    file: POWER,
    text: 'return voters.filter((member) => attesters.includes(member)).length * 2 > voters.length;',
    instead: 'return attesters.length > 0 && voters.length > 0;',
    noticedBy: ['sim/stories/counterexamples.test.ts', ...ON_POWER],
  },
  {
    takesOut: 'rule 8: a change is not certified again on a charter that holds it',
    file: CERTIFICATE,
    text: 'if (!version.effects.ok || charter.changes.has(version.id)) return false;',
    instead: 'if (!version.effects.ok) return false;',
    noticedBy: ON_POWER,
  },
  {
    takesOut: 'rule 9: an attestation against an objection in its past counts for nothing',
    file: CERTIFICATE,
    text: "  if (answers.includes('object')) return false;\n",
    instead: '',
    noticedBy: ['src/cell/power.test.ts', 'sim/stories/attested-though-it-does-not-pass.test.ts'],
  },
  {
    takesOut: 'rule 9: silence alone passes nothing',
    file: CERTIFICATE,
    text: 'return answers.filter((response) => response !== undefined).length >= quorumFor(charter, version);',
    instead: 'return true;',
    noticedBy: ON_POWER,
  },
  {
    takesOut: 'rule 10: removal wins over an admission of the same bundle',
    file: CHARTER,
    text: 'if (isOut || devices.has(member.bundle.device)) continue;',
    instead: 'if (devices.has(member.bundle.device)) continue;',
    noticedBy: ['sim/stories/counterexamples.test.ts', ...ON_POWER],
  },
  {
    takesOut: 'rule 11: one change of power for each charter and round',
    file: CONDUCT,
    text: 'if (round > LIMITS.rounds || now.some((attestation) => attestation.member === member)) return null;',
    instead: 'if (round > LIMITS.rounds) return null;',
    noticedBy: ON_CONDUCT,
  },
  {
    takesOut: 'rule 12: the next round begins after attestations by more than half',
    file: CONDUCT,
    text: 'if (!present.has(member) || present.size * 2 <= charter.members.size) return round;',
    instead: 'if (round > 0) return round;',
    noticedBy: ON_CONDUCT,
  },
  {
    takesOut: 'rule 13: what may be certified elsewhere is reckoned with',
    file: CONDUCT,
    text: 'const reach = eligible(charter, version).filter((member) => attesters.has(member) || !shown.has(member));',
    instead: 'const reach = eligible(charter, version).filter((member) => attesters.has(member) && shown.size >= 0);',
    noticedBy: ON_CONDUCT,
  },
  {
    takesOut: 'rule 14: where none is possible, the lowest that passes',
    file: CONDUCT,
    text: 'if (possible.length === 0) return lowest(passing);',
    instead: "if (possible.length === 0) return 'wait';",
    noticedBy: ON_CONDUCT,
  },
  {
    takesOut: 'rule 14: patience ends',
    file: CONDUCT,
    text: "return lowest(answered) ?? 'wait';",
    instead: "return lowest(answered) === null ? 'wait' : 'wait';",
    noticedBy: ON_CONDUCT,
  },
  {
    takesOut: 'rule 14: a cell of three waits',
    file: CONDUCT,
    text: 'charter.members.size < 4 || ',
    instead: '',
    noticedBy: ON_CONDUCT,
  },
  {
    takesOut: 'rule 15: two at least remain',
    file: CONDUCT,
    text: 'return [...charter.members.keys()].filter((one) => !out.has(one)).length >= 2;',
    instead: 'return true;',
    noticedBy: ['src/cell/removal.test.ts', 'sim/small-worlds.test.ts'],
  },
  {
    takesOut: 'rule 16: no device attests against an objection that it knows',
    file: 'src/cell/outcome.ts',
    text: 'return objections.length === 0 && agreeing.length',
    instead: 'return objections.length >= 0 && agreeing.length',
    noticedBy: ['src/cell/conduct.test.ts', 'sim/stories/attested-though-it-does-not-pass.test.ts'],
  },
  {
    takesOut: 'rule 17: an objection made in time opens a review',
    file: 'src/cell/outcome.ts',
    text: '.filter(({ entry }) => !power.wasCertifiedIn(version.id, seenBefore(entry)));',
    instead: '.filter(({ entry }) => power.wasCertifiedIn(version.id, seenBefore(entry)));',
    noticedBy: ['src/cell/conduct.test.ts', 'src/cell/removal.test.ts'],
  },
  {
    takesOut: 'rule 18: of two quorums decided at once the higher holds',
    file: CHARTER,
    text: 'compareFractions(b.fraction, a.fraction)',
    instead: 'compareFractions(a.fraction, b.fraction)',
    noticedBy: ['src/cell/conduct.test.ts', 'seed 58'],
  },
  {
    takesOut: 'rule 18: of settings decided at once the lowest proposal holds',
    file: 'src/cell/settings.ts',
    text: '(a.version.proposal < b.version.proposal ? -1 : 1)',
    instead: '(a.version.proposal > b.version.proposal ? -1 : 1)',
    noticedBy: ['src/cell/conduct.test.ts'],
  },
  {
    takesOut: 'rule 18: a clash is shown',
    file: 'src/cell/settings.ts',
    text: 'clash: others.filter(({ value }) => value !== first.value)',
    instead: 'clash: others.filter(({ value }) => value !== first.value && value === null)',
    noticedBy: ['src/cell/conduct.test.ts'],
  },
  {
    takesOut: 'rule 19: two attestations in one round prove a device false',
    file: POWER,
    text: 'if (attestation.round > 0 && this.#hasAttested(attestation, charter)) this.falseDevices.add(attestation.device);',
    instead: '',
    noticedBy: ['src/cell/conduct.test.ts'],
  },
];
