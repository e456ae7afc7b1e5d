import { applicantOf } from '../src/peer/coming-back.ts';
import type { Seat } from '../src/peer/seat.ts';
import { checkSameSetSameState } from './checkers/same-set-same-state.ts';
import type { Device } from './device.ts';
import { doAs } from './gather.ts';
import type { World } from './world.ts';

const MINUTE = 60_000;

/** Two who are strangers to each other in a cell that nobody else is in found it anew, with a link to it, and talk there. What does not come of that is a fault of the world. */
export async function foundAnew(world: World): Promise<void> {
  const [one, other] = world.alone as [Device, Device];
  const parent = one.seat?.cell.id;
  try {
    const founding = await doAs(world, one, 'found', { name: written(world, 'The house, once more'), as: one.name, parent });
    const cell = (founding.cell as { readonly id: string }).id;
    const { invitation } = await doAs(world, one, 'invite', { uses: 1 }, cell);
    await doAs(world, other, 'join', { invitation, as: other.name });
    await world.pass(MINUTE);
    const asked = [...(seatIn(cell, one)?.cell.decisions.proposals.values() ?? [])].find((proposal) => applicantOf(proposal) !== null);
    await doAs(world, one, 'respond', { id: asked?.id, response: 'consent' }, cell);
    await world.pass(MINUTE);
    const texts = [one, other].map(({ name }) => written(world, `${name} goes on here.`));
    for (const [i, device] of [one, other].entries()) await doAs(world, device, 'say', { text: texts[i] }, cell);
    await world.pass(MINUTE);
    const shown = (await doAs(world, one, 'talk', {}, cell)) as unknown as readonly { readonly text: string }[];
    if (texts.some((text) => !shown.some((message) => message.text === text)))
      world.faults.push('what was said in the cell founded anew is not there');
    const seats = [one, other].flatMap((device) => {
      const seat = seatIn(cell, device);
      return seat === undefined ? [] : [[device.name, seat] as const];
    });
    const findings = checkSameSetSameState(seats, () => 'all');
    for (const { what } of findings) world.faults.push(`in the cell founded anew: ${what}`);
    world.story.count('founded anew');
    world.story.tell(`${one.name} founds the cell anew, and ${other.name} joins it.`);
  } catch (error) {
    world.faults.push(`founding anew: ${error instanceof Error ? error.stack : error}`);
  }
}

function seatIn(cell: string, { peer }: Device): Seat | undefined {
  return peer?.presence(cell)?.seat;
}

function written(world: World, text: string): string {
  world.written.add(text);
  return text;
}
