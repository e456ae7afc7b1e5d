import type { Mutant } from './mutant.ts';

const DEVICES = 'src/cell/devices.ts';
const GIVING = 'src/peer/link-giving.ts';
const LINKING = 'src/sync/linking.ts';
const ON_LINKS = ['src/cell/links.test.ts', 'src/cell/links.prop.test.ts'];
const ON_LINKING = ['src/sync/linking.test.ts', 'src/peer/linking.test.ts'];

/** What keeps a person's devices theirs: design/charter.md, “Devices”, and design/sync.md, “Linking an own device”. */
export const OF_DEVICES: readonly Mutant[] = [
  {
    takesOut: 'attack 3: what a lost device links beyond its cut speaks for nobody',
    file: DEVICES,
    text: 'if (this.#isBeyond(link.entry, seen)) return false;',
    instead: '',
    noticedBy: ON_LINKS,
  },
  {
    takesOut: 'attack 3: nor does what that links in turn',
    file: DEVICES,
    text: 'return before.length === 0 || before.some((one) => this.#holds(one, seen));',
    instead: 'return true;',
    noticedBy: ON_LINKS,
  },
  {
    takesOut: 'a device that the cell lets speak again is not taken for revoked by what was known before',
    file: 'src/cell/revocations.ts',
    text: 'if (decisions !== this.#holding.decisions) {',
    instead: 'if (decisions !== decisions) {',
    noticedBy: ['src/cell/revocations.test.ts', 'src/cell/leaving.test.ts'],
  },
  {
    takesOut: 'attack 3: and all that they wrote is set aside',
    file: 'src/cell/cell.ts',
    text: "for (const device of this.devices.unlinked()) ends.set(device, [...(ends.get(device) ?? []), endOf('revoked', [])]);",
    instead: '',
    noticedBy: ON_LINKS,
  },
  {
    takesOut: 'nobody links a device that is not in their hands',
    file: DEVICES,
    text: "if (!isDeviceAsked(device, this.#cell, member, bundle, asked)) return refuse('device-not-asked');",
    instead: '',
    noticedBy: ON_LINKS,
  },
  {
    takesOut: 'nobody links a device that speaks for somebody already',
    file: DEVICES,
    text: "if (this.memberOf(device, charter, entry) !== undefined) return refuse('device-known');",
    instead: '',
    noticedBy: ON_LINKS,
  },
  {
    takesOut: 'epochs are sealed to so many devices, however many were linked at once',
    file: 'src/cell/links.ts',
    text: 'if (isWithin) return speaking;',
    instead: 'return speaking;',
    noticedBy: ON_LINKS,
  },
  {
    takesOut: 'attack 11: both ends of the channel are in what is proved and compared',
    file: LINKING,
    text: 'return encodeCbor([LINKING_VERSION, utf8(newcomer), utf8(host), commitment, concatBytes(...nonces)]);',
    instead: "return encodeCbor([LINKING_VERSION, commitment, utf8(newcomer === host ? '' : '-'), concatBytes(...nonces)]);",
    noticedBy: ON_LINKING,
  },
  {
    takesOut: 'attack 11: no nonce is chosen once the other is known',
    file: LINKING,
    text: ' || !equalSecrets(commitmentOf(nonce), this.#commitment)',
    instead: '',
    noticedBy: ON_LINKING,
  },
  {
    takesOut: 'attack 11: a device is linked for the number that the person has seen',
    file: GIVING,
    text: "if (number.replace(/\\D/gu, '') !== this.#view.number) {",
    instead: 'if (number === this.#view.link) {',
    noticedBy: ON_LINKING,
  },
  {
    takesOut: 'nobody waits for the member of whom a device is to speak again',
    file: 'src/cell/outcome.ts',
    text: 'member !== voiceless && atOpening?.has(member)',
    instead: 'atOpening?.has(member)',
    noticedBy: ['src/cell/leaving.test.ts', 'src/cell/links.test.ts'],
  },
];
