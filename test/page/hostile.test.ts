import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { agreement } from '../../src/cell/agreement.ts';
import { type Device, eventually } from '../e2e/device.ts';
import { isAccessibleInAllLooks, type PersonsPage, skip } from './browser.ts';
import { HostileMember } from './hostile-member.ts';
import { Stage } from './stage.ts';
import { goTo, isAt } from './ways.ts';

const SCRIPT = '<script>harmed=1</script><img src=x onerror="harmed=1"><svg onload=harmed=1>';
const ACCENTS = '\u0351\u0334\u0308\u0300\u0489'.repeat(12);
/** A word as long as a message can be, in bytes. */
const LONG = 'x'.repeat(16_384);
/** Each is said, proposed and given as a reason. */
const TEXTS = [
  SCRIPT,
  `"'\`><iframe src="javascript:harmed=1"></iframe><style>*{display:none}</style><base href="https://evil.example/">`,
  '[Press here](javascript:harmed=1) <a href="javascript:harmed=1">here</a> javascript:harmed=1 data:text/html,<script>harmed=1</script>',
  'https://bank.example@evil.example/ https://аррӏе.com/ https://evil.example/\u202egpj.exe',
  `\u202eesrever si siht\u2066\u2067\u202d and no end of it`,
  `Z${ACCENTS}a${ACCENTS}l${ACCENTS}g${ACCENTS}o`,
  'a\0b\u0007c\u001b[31md\u2028e\u2029f\ufeffg\ufffe',
  `${'👩‍👩‍👧‍👦'.repeat(30)}${'\u200d'.repeat(200)}🏴󠁧󠁢󠁳󠁣󠁴󠁿${'\u{1f3ff}'.repeat(50)}`,
  '{name} {count, plural, other {#}} $t(moot) %s {{name}} <b>b</b> &lt;b&gt; \\u003cb\\u003e',
  'عربى ‏ עברית ‎ latin 123',
  '\n'.repeat(400),
  '﷽'.repeat(300),
  '💬 Moot: your passphrase has run out. Type it here: ____',
];
const CELL = `<i onclick=harmed=1>Bakery</i> Z${'\u0351'.repeat(12)}`;
const TURNED = '\u202eanA\u202c\u0000';

/** What would show that something ran, that markup became elements, or that writing left its place. */
const HARM = `(() => {
  const harm = [];
  if ('harmed' in globalThis) harm.push('something ran');
  const made = document.querySelectorAll('body script[src=""], img, iframe, object, embed, base, form[action], marquee, main style, [onerror], [onload], [onclick]');
  for (const it of made) harm.push('an element: ' + it.outerHTML.slice(0, 100));
  for (const it of document.querySelectorAll('a[href]')) {
    const { protocol, origin } = new URL(it.href);
    if (!['http:', 'https:', 'mailto:'].includes(protocol)) harm.push('a link: ' + it.href);
    if (origin !== location.origin && !it.rel.includes('noopener')) harm.push('a link that can be reached back: ' + it.href);
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    const above = [];
    for (let it = text.parentElement; it !== null; it = it.parentElement) above.push(it);
    if (above.some((it) => it.tagName === 'SCRIPT')) continue;
    const styles = above.map((it) => getComputedStyle(it));
    const block = styles.findIndex(({ display }) => !display.startsWith('inline') && display !== 'contents');
    const within = styles.slice(0, block + 1);
    const turns = /[\\u202a-\\u202e]/.test(text.data.replaceAll(/\\u2068[^\\u2069]*\\u2069/g, ''));
    if (turns && !within.some(({ unicodeBidi }) => /isolate|plaintext/.test(unicodeBidi)))
      harm.push('turned without a border: ' + text.data.slice(0, 60) + ' in ' + above[0].outerHTML.slice(0, 80));
    if (/\\p{M}{8}/u.test(text.data) && !styles.some(({ overflowY, contain }) => /clip|hidden/.test(overflowY) || contain.includes('paint')))
      harm.push('accents without a border: ' + text.data.slice(0, 20) + ' in ' + above[0].outerHTML.slice(0, 80));
  }
  return harm;
})()`;

describe('hostile writing', { skip }, () => {
  const stage = new Stage();
  let ana: Device;
  let anas: PersonsPage;
  let page: Page;
  let evil: HostileMember;
  const dialogs: string[] = [];

  const isHarmless = async (what: string): Promise<void> => {
    await isAccessibleInAllLooks(page, `hostile ${what}`);
    assert.deepEqual(await page.evaluate(HARM), [], what);
    assert.deepEqual([...anas.troubles, ...dialogs], [], what);
    assert.ok((await page.title()).length < 400, what);
  };
  const waiting = (): Promise<readonly { readonly name: string; readonly state: string }[]> => ana.api('people', {});

  before(async () => {
    ana = await stage.running();
    await ana.api('found', { name: CELL, as: 'Ana' });
    anas = await stage.open(ana, { width: 1280 });
    page = anas.page;
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
  });
  after(async () => {
    await evil?.close();
  });

  test('a name that looks like another is told before anybody consents, and wherever it stands later', async () => {
    const { invitation } = await ana.api('invite', {});
    evil = await HostileMember.knock(invitation, 'Аnа');
    await isAt(page, 'One thing waits for you');
    await isHarmless('name at the door');
    await page.getByRole('link', { name: 'Respond' }).click();
    await page.getByText('This name looks like that of Ana, who is somebody else.').waitFor();
    await isHarmless('name in a decision');
    await page.getByRole('radio', { name: /^Consent\b(?! with)/ }).press('Space');
    await page.getByRole('button', { name: 'Give this response' }).click();
    await evil.isIn();
    await evil.do('say', { text: 'Ana here, on a new device.' });
    await goTo(page, 'Talk');
    const said = page.getByRole('listitem').filter({ hasText: 'on a new device' });
    await said.getByText('not the other “Ana”').waitFor();
    await isHarmless('name in talk');
  });

  test('what is said does nothing, stays where it stands, and leads only where it says', async () => {
    for (const text of TEXTS) await evil.say(text, 'everyone');
    await evil.say(LONG, 'everyone');
    const newest = page.getByRole('button', { name: 'Go to the newest' });
    await eventually(
      async () => {
        if (await newest.isVisible()) await newest.click();
        return page.getByText('x'.repeat(200)).isVisible();
      },
      (isSeen) => isSeen,
    );
    await isHarmless('words');
    for (let i = 0; i < 6; i++) {
      await page.keyboard.press('Home');
      await page.mouse.wheel(0, -700);
      assert.deepEqual(await page.evaluate(HARM), []);
    }
    const addresses = await page
      .locator('.prose a')
      .evaluateAll((links) => links.map((link) => [link.getAttribute('href'), link.textContent]));
    for (const [address, shown] of addresses) assert.equal(address, shown, 'a link shows where it leads');
    const far = 'x'.repeat(65_536);
    await page.getByLabel('To everyone in the cell').fill(far);
    await page.getByRole('button', { name: 'Say it' }).click();
    await page.locator('.composer .wrong').waitFor();
    assert.equal((await page.getByLabel('To everyone in the cell').inputValue()).length, far.length, 'what was written stays');
    await isHarmless('words that are too long');
    await page.getByLabel('To everyone in the cell').fill('');
  });

  test('channels of any name can be read, and one that looks like another is told', async () => {
    for (const name of [
      'Еvеryonе',
      TURNED,
      SCRIPT.slice(0, 60),
      `Z${'\u0351'.repeat(30)}`,
      '__proto__',
      '../../decisions',
      '..',
      '~',
      '\u200b',
    ])
      await evil.say(`This is ${JSON.stringify(name)}.`, name);
    await page.getByRole('navigation', { name: 'Channels' }).getByText('not the other “Everyone”').waitFor();
    await eventually(
      () => page.getByRole('navigation', { name: 'Channels' }).getByRole('link').count(),
      (count) => count === 10,
    );
    await isHarmless('channels');
    for (let i = 1; i < 10; i++) {
      await page.getByRole('navigation', { name: 'Channels' }).getByRole('link').nth(i).click();
      await page
        .getByText('This is "')
        .waitFor()
        .catch(() => assert.fail(`channel ${i}, at ${page.url()}, is not shown`));
      assert.deepEqual(await page.evaluate(HARM), []);
    }
    await isHarmless('channel');
  });

  test('titles, texts and reasons of decisions are as harmless as talk', async () => {
    const titles = TEXTS.map((text) =>
      Buffer.from(text)
        .subarray(0, 200)
        .toString()
        .replace(/\ufffd+$/, ''),
    ).filter((text) => text.trim() !== '');
    const ids = [];
    for (const title of titles) ids.push(await evil.propose({ title, text: TEXTS.join('\n') }));
    await evil.propose({ title: 'x'.repeat(200), text: LONG });
    await evil.propose({ title: '', text: '' });
    await eventually(
      () => ana.api('decisions', {}),
      (all) => all.length === titles.length + 3,
    );
    await goTo(page, 'Today');
    await isAt(page, /things wait for you/);
    await isHarmless('titles on Today');
    await goTo(page, 'Decisions');
    await isAt(page, 'Decisions');
    await isHarmless('titles');
    for (const [at, id] of ids.entries()) {
      await evil.do('respond', { id, response: at % 2 === 0 ? 'object' : 'question', reason: TEXTS[at]?.trim() || 'x' });
      await eventually(
        () => ana.api('decision', { id }),
        ({ responses, questions }) => responses.length + questions.length > 0,
      );
    }
    const { pathname } = new URL(page.url());
    for (const id of ids) {
      await page.goto(new URL(`${pathname}/${id}`, page.url()).href);
      await page.getByRole('heading', { name: 'What was said' }).waitFor();
      assert.deepEqual(await page.evaluate(HARM), []);
      const beyond = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      assert.equal(beyond, 0, 'nothing stands out at the side');
    }
    await isHarmless('decision');
  });

  test('names and settings that no door and no command lets in change nothing, and are shown as what they are', async () => {
    const before = await ana.api('status', {});
    for (const name of [TURNED, 'A\u200b\u202ena', 'Moot', 'You', SCRIPT.slice(0, 60)])
      await evil.proposeToAdmit(name, `${name} asks to join`);
    await evil.propose({
      title: 'A name',
      effects: [agreement.action.write({ setting: 'name', value: `\u202e${'\u0351'.repeat(20)}\0` })],
    });
    await evil.propose({
      title: 'More',
      effects: [
        ['admit', TURNED],
        ['no-such-effect', TURNED, [[TURNED]]],
      ],
    });
    await eventually(waiting, (people) => people.filter(({ state }) => state === 'waiting').length >= 5);
    await goTo(page, 'Today');
    await page.getByText('You asks to join').waitFor();
    await isHarmless('names at the door');
    await goTo(page, 'People');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await isHarmless('names of people');
    await goTo(page, 'Decisions');
    await page.getByRole('link', { name: 'Moot asks to join' }).click();
    await page.getByText('This name is a word that Moot itself uses.').waitFor();
    await isHarmless('name of Moot');
    await goTo(page, 'Decisions');
    await page.getByRole('link', { name: 'A name', exact: true }).click();
    await page.getByText('It cannot take effect').waitFor();
    await isHarmless('name of the cell');
    const { id } = (await ana.api('decisions', {})).find(({ title }: { title: string }) => title === 'A name');
    await ana.api('respond', { id, response: 'consent' });
    await evil.do('respond', { id, response: 'consent' });
    await eventually(
      () => ana.api('decision', { id }),
      ({ heard }) => heard.count === 2,
    );
    const after = await ana.api('status', {});
    assert.deepEqual(
      after.cells.map(({ name }: { name: string }) => name),
      before.cells.map(({ name }: { name: string }) => name),
    );
  });
});
