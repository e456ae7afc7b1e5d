import type { Id } from '../../src/bytes/id.ts';
import type { CircleId } from '../../src/log/lane.ts';
import type { Opening } from '../../src/log/opening.ts';
import { stateOf } from '../../src/practices/registry.ts';
import { channelOf } from '../../src/practices/talk/actions.ts';
import { talk } from '../../src/practices/talk/talk.ts';
import type { Inside } from '../inside.ts';
import { type Finding, firstDifference } from './finding.ts';

const INVARIANT = 'I13 CirclesAreReadByTheirOwn';

/**
 * I13 CirclesAreReadByTheirOwn: once all is well again, what one reader of a circle can read, all of them can, and it says the same to each, in
 * whatever order keys and entries came.
 * @param cheating devices that write what not everybody can read
 * @param isKept whether nobody may have erased a log, by its opening
 */
export function checkCirclesAreReadByTheirOwn(
  inside: readonly Inside[],
  cheating: ReadonlySet<Id>,
  isKept: (opening: Opening) => boolean = () => true,
): Finding[] {
  const findings: Finding[] = [];
  const [first] = inside;
  for (const circle of first?.seat.cell.circles.ids() ?? []) {
    const readers = inside.filter(({ seat }) => seat.cell.readersOf(circle).has(seat.device));
    const isReadable = new Set(
      readers.flatMap(({ seat }) => entriesOf(seat, circle).flatMap(({ id, shut }) => (shut === null ? [id] : []))),
    );
    let told: readonly [name: string, talk: string] | null = null;
    for (const { device, seat } of readers) {
      const shut = entriesOf(seat, circle).filter((entry) => entry.shut !== null && isReadable.has(entry.id));
      const missing = shut.filter(({ chain }) => !cheating.has(chain.opening.device));
      if (missing.length > 0) {
        findings.push({ invariant: INVARIANT, what: `${device.name} cannot read ${missing.length} entries of the circle ${circle}` });
        continue;
      }
      if (shut.length > 0) continue;
      const said = talkOf(seat, circle, isKept);
      if (told !== null && told[1] !== said)
        findings.push({ invariant: INVARIANT, what: `${told[0]} and ${device.name} see: ${firstDifference(told[1], said)}` });
      told ??= [device.name, said];
    }
  }
  return findings;
}

function entriesOf({ record }: Inside['seat'], circle: CircleId) {
  return [...record.chains()].flatMap(({ entries }) => entries.filter((entry) => entry.circle === circle));
}

/** All that was said in a circle, as a device shows it, but what others may have erased. */
function talkOf(seat: Inside['seat'], circle: CircleId, isKept: (opening: Opening) => boolean): string {
  const { channels, names } = stateOf(seat.practices, talk);
  const messages = (channels.get(channelOf(circle))?.messages ?? []).filter(({ entry }) => isKept(entry.chain.opening));
  return JSON.stringify([names.get(circle)?.name, messages.map(({ id, author, text }) => [id, author, text])], null, 1);
}
