import type { Mutant } from './mutant.ts';

const CERTIFICATE = 'src/cell/certificate.ts';
const CHARTER = 'src/cell/charter.ts';
const CIRCLES = 'src/cell/circles.ts';
const DEVICES = 'src/cell/devices.ts';
const RECOVER = 'src/cell/recover.ts';
const ON_RECOVERY = ['src/cell/recover.test.ts', 'src/cell/power.prop.test.ts', 'sim/small-worlds.test.ts'];

/** What keeps a recovery from giving somebody’s voice away, and what was lost from going on: design/charter.md, “Recovery”. */
export const OF_RECOVERY: readonly Mutant[] = [
  {
    takesOut: 'recovery: an objection by a device of the one concerned stands',
    file: CERTIFICATE,
    text: '  if (objectionsOfRecovered(version, seen).length > 0) return false;\n',
    instead: '',
    noticedBy: ON_RECOVERY,
  },
  {
    takesOut: 'recovery: that objection is one to every proposal for the same device',
    file: 'src/cell/decision.ts',
    text: 'return member === null ? [] : version.claims.flatMap((claim) => standingObjections(claim, [member], seen));',
    instead: 'return member === null ? [] : standingObjections(version, [member], seen);',
    noticedBy: ON_RECOVERY,
  },
  {
    takesOut: 'recovery: it is known to honest devices, too, before they attest',
    file: 'src/cell/outcome.ts',
    text: 'objections: [...standingObjections(version, voters, seen), ...objectionsOfRecovered(version, seen)],',
    instead: 'objections: standingObjections(version, voters, seen),',
    noticedBy: ON_RECOVERY,
  },
  {
    takesOut: 'recovery: an objection from beyond the cut opens a review',
    file: 'src/cell/outcome.ts',
    text: '...lateObjectionsOf(recoveredBy(version), version)]',
    instead: ']',
    noticedBy: ON_RECOVERY,
  },
  {
    takesOut: 'recovery: in a cell of two the other alone decides nothing',
    file: 'src/cell/quorum.ts',
    text: 'return Math.max(Math.min(share, voters), Math.floor(members / 2) + 1, 2);',
    instead: 'return Math.max(Math.min(share, voters), members > 2 ? Math.floor(members / 2) + 1 : 1);',
    noticedBy: [...ON_RECOVERY, 'src/cell/power.test.ts'],
  },
  {
    takesOut: 'recovery, rule 7: the one concerned is left out of those before',
    file: 'src/cell/power.ts',
    text: 'const voters = [...members.keys()].filter((member) => member !== recovered);',
    instead: 'const voters = [...members.keys()];',
    noticedBy: ON_RECOVERY,
  },
  {
    takesOut: 'recovery: it replaces the device that it names',
    file: CHARTER,
    text: 'const here = own.filter((one) => one.replaces === bundle.device && !taken.has(one.bundle.device));',
    instead: 'const here = own.filter((one) => !taken.has(one.bundle.device));',
    noticedBy: ON_RECOVERY,
  },
  {
    takesOut: 'recovery: what was linked before it speaks for nobody',
    file: 'src/cell/links.ts',
    text: 'return recoveries.length === 0 || lastRoot(line, roots) === recoveries.length;',
    instead: 'return true;',
    noticedBy: ON_RECOVERY,
  },
  {
    takesOut: 'recovery: a replaced device writes nothing more by standing on where it stood before',
    file: DEVICES,
    text: '    if (this.#replacedBy(device, by === undefined ? null : seenBefore(by)) !== null) return true;\n',
    instead: '',
    noticedBy: ON_RECOVERY,
  },
  {
    takesOut: 'recovery: what nobody had seen of a replaced device is set aside',
    file: DEVICES,
    text: "...(replaced === null ? [] : [endOf('revoked', this.#decided.attested(replaced, seen))]),",
    instead: '',
    noticedBy: ON_RECOVERY,
  },
  {
    takesOut: 'recovery: a backup from before it links nobody who knows of it',
    file: DEVICES,
    text: "if (!isSinceRecovery(this.#lineOf(keys), own)) return refuse('recovered-meanwhile');",
    instead: '',
    noticedBy: ON_RECOVERY,
  },
  {
    takesOut: 'recovery: an epoch that a lost device may hold is written under no more',
    file: 'src/cell/charter.ts',
    text: 'areOut && known.recovered.every(({ recoveries }) => recoveries.every((change) => charter.changes.has(change)))',
    instead: 'areOut',
    noticedBy: ON_RECOVERY,
  },
  {
    takesOut: 'recovery: nobody makes one who comes back of one who asks to come in',
    file: RECOVER,
    text: "return isAskedAgain(keys.value.device, context.cell, bundle, name, asked) ? accept(null) : refuse('not-asked-by-the-joiner');",
    instead: 'return accept(null);',
    noticedBy: ON_RECOVERY,
  },
  {
    takesOut: 'recovery: what was opened before another one takes no effect after it',
    file: RECOVER,
    text: "if (replaces !== member.bundle.device) return 'recovered-meanwhile';",
    instead: '',
    noticedBy: ON_RECOVERY,
  },
  {
    takesOut: 'recovery: nobody gets the device of a member by the name of another',
    file: RECOVER,
    text: "return findByName(charter, name) === id ? null : 'name-of-another';",
    instead: 'return null;',
    noticedBy: ON_RECOVERY,
  },
  {
    takesOut: 'recovery: a circle decides itself whether somebody is in it with a new device',
    file: CIRCLES,
    text: 'return then.members.get(member)?.bundle.device === now.members.get(member)?.bundle.device;',
    instead: 'return then.members.has(member) && now.members.has(member);',
    noticedBy: ['src/cell/circles.test.ts'],
  },
];
