import { applicantOf } from '../src/peer/coming-back.ts';
import type { Device } from './device.ts';
import type { World } from './world.ts';

/** Somebody does something, and it has to be done. @param cell in which, where there are several @returns what it gave */
export async function doAs(
  world: World,
  device: Device,
  verb: string,
  input: object,
  cell?: string,
): Promise<{ readonly [field: string]: unknown }> {
  const answer = await world.finish(device.does(verb, input, cell));
  if (!answer.ok) throw new Error(`expected ${verb} to be done, not ${'reason' in answer ? answer.reason : answer.error.message}`);
  return answer.value as { readonly [field: string]: unknown };
}

/** A cell of these people: the first founds it, each other is invited, knocks, and is consented to by all. @returns their devices, in order */
export async function gather(world: World, names: readonly string[]): Promise<Device[]> {
  const devices = names.map((name) => world.add(name));
  await world.pass(1000);
  const [founder, ...others] = devices as [Device, ...Device[]];
  await doAs(world, founder, 'found', { name: 'The house by the canal', as: founder.name });
  for (const joiner of others) {
    const { invitation } = await doAs(world, founder, 'invite', { uses: 1 });
    await doAs(world, joiner, 'join', { invitation, as: joiner.name });
    for (let tries = 0; !joiner.isMember; tries++) {
      if (tries > 20) throw new Error(`expected ${joiner.name} to be admitted`);
      await consentToAll(world, devices);
      await world.pass(2000);
    }
  }
  return devices;
}

/** All members consent to every admission that is open. */
async function consentToAll(world: World, devices: readonly Device[]): Promise<void> {
  for (const device of devices) {
    const { seat } = device;
    for (const proposal of seat?.member === undefined ? [] : [...seat.cell.decisions.proposals.values()]) {
      const answered = proposal.versions[0]?.answers.has(seat?.member ?? '');
      if (applicantOf(proposal) !== null && !answered) await doAs(world, device, 'respond', { id: proposal.id, response: 'consent' });
    }
  }
}
