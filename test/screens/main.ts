// npm run screens -- [--only NAME]… [--into FOLDER]: takes a picture of each screen in each look, from a bakery in memory that is the same each time.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { BrowserContext } from 'playwright-core';
import { BROWSER, openBrowser, openPage } from '../page/browser.ts';
import { NOW, openBakery } from './bakery.ts';
import { newPeer, serve } from './household.ts';
import { indexOf } from './index-page.ts';
import { Press, takePictures } from './pictures.ts';
import { SCREENS, type Screen, type Stage, type Whose } from './screens.ts';

// Hours are those of the story, wherever the pictures are taken.
process.env.TZ = 'UTC';
const { values } = parseArgs({ options: { only: { type: 'string', multiple: true, default: [] }, into: { type: 'string' } } });
const FOLDER = values.into === undefined ? fileURLToPath(new URL('../../docs/screens', import.meta.url)) : resolve(values.into);
const unknown = values.only.filter((name) => !SCREENS.some((screen) => screen.name === name));
if (unknown.length > 0 || BROWSER === null) {
  console.error(
    BROWSER === null
      ? 'Pictures need Chromium.'
      : `There is no screen ${unknown.join(', ')}. There are ${SCREENS.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}

const log = (line: string): void => console.error(line);
const bakery = await openBakery(log);
const { people } = bakery;
const households = {
  newcomer: await serve(await newPeer(bakery), bakery),
  waiting: await serve(people.guel.peer, bakery),
  member: await serve(people.visitor.peer, bakery),
};
const { invitation } = bakery;
const browser = await openBrowser();
try {
  const stages = {} as Record<Whose, Stage>;
  for (const whose of ['newcomer', 'waiting', 'member'] as const) stages[whose] = await stageOf(whose);
  const press = await Press.open(await browser.newContext());
  for (const screen of SCREENS) {
    const stage = stages[screen.whose];
    await screen.open(stage);
    await settled(stage);
    if (values.only.length === 0 || values.only.includes(screen.name)) await picture(screen, stage, press);
  }
  if (values.into === undefined) writeFileSync(join(FOLDER, 'README.md'), indexOf(SCREENS));
} finally {
  await browser.close();
  for (const household of Object.values(households)) await household.close();
}
process.exit();

async function picture({ name, isWhole }: Screen, { page }: Stage, press: Press): Promise<void> {
  await takePictures(page, press, name, isWhole, FOLDER);
  console.log(name);
}

async function stageOf(whose: Whose): Promise<Stage> {
  const { page, context, troubles } = await openPage(browser, households[whose], { width: 1280, height: 800 });
  await page.clock.setFixedTime(NOW);
  await grant(context);
  await page.reload();
  const address = (to: string): string =>
    to.startsWith('/') ? to : `/${new URL(page.url()).pathname.split('/').slice(1, 3).join('/')}/${to}`;
  return {
    page,
    bakery,
    invitation,
    async go(to) {
      await page.goto(new URL(address(to), page.url()).href);
      if (troubles.length > 0) throw new Error(troubles.join('\n'));
    },
    end: () => households[whose].close(),
  };
}

/** So that a screen says what it says where its browser allows what it asks for. */
async function grant(context: BrowserContext): Promise<void> {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
}

/** Waits until nothing is being fetched any more. */
async function settled({ page }: Stage): Promise<void> {
  await page
    .getByText(/^(?:Fetching|Opening) .*…|^Opening …$/)
    .first()
    .waitFor({ state: 'detached' });
  await page.evaluate('document.fonts.ready.then(() => {})');
}
