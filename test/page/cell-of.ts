import { type Device, eventually } from '../e2e/device.ts';
import { wordsOnPaper } from './browser.ts';

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly awaitsYou: boolean;
}

/** Everybody of these whom a decision of this title awaits consents to it, until it is in effect, or has passed, for all of them. */
export async function allConsent(devices: readonly Device[], title: string): Promise<void> {
  for (const device of devices) {
    await eventually(
      async () => {
        const all: readonly Listed[] = await device.api('decisions', {});
        for (const { id, awaitsYou } of all.filter((one) => one.title === title))
          if (awaitsYou) await device.api('respond', { id, response: 'consent' });
        return all;
      },
      (all) => all.some((one) => one.title === title && one.state !== 'open' && !one.awaitsYou) || isHeardBy(all, title),
    );
  }
  for (const device of devices)
    await eventually(
      () => device.api('decisions', {}),
      (all: readonly Listed[]) => all.some((one) => one.title === title && (one.state === 'in-effect' || one.state === 'passed')),
    );
}

function isHeardBy(all: readonly Listed[], title: string): boolean {
  const its = all.filter((one) => one.title === title);
  return its.length > 0 && its.every(({ awaitsYou }) => !awaitsYou);
}

/** The first of these founds a cell and the others come in, one after the other, with the consent of all. All daemons run, and nothing of their own waits for anybody. */
export async function cellOf(names: readonly string[], devices: readonly Device[]): Promise<void> {
  const [founder] = devices;
  if (founder === undefined) return;
  await founder.api('found', { name: 'Bakery on the Corner', as: names[0] });
  await wordsOnPaper(founder);
  for (const [at, joiner] of devices.entries()) {
    if (at === 0) continue;
    const { invitation } = await founder.api('invite', {});
    await joiner.api('join', { invitation, as: names[at] });
    await allConsent(devices.slice(0, at), `${names[at]} asks to join`);
    await isMember(joiner);
    await wordsOnPaper(joiner);
  }
  for (const device of devices)
    await eventually(
      () => device.api('people', {}),
      (people: readonly { state: string }[]) => people.filter(({ state }) => state === 'member').length === devices.length,
    );
}

/** Waits until a device speaks for a member. */
export async function isMember(device: Device): Promise<void> {
  await eventually(
    () => device.api('cells', {}),
    ([cell]: readonly { state: string }[]) => cell?.state === 'member',
  );
}
