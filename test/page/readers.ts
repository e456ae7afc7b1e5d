import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** What is looked for on the page itself. It runs there, so it is text: tests know no types of the page. */
const LOOK = `(() => {
  const shown = (it) => it.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && it.closest('.sr') === null;
  const isVeiled = (it) => it !== null && (getComputedStyle(it).clipPath !== 'none' || isVeiled(it.parentElement));
  const begin = (it) => it.outerHTML.slice(0, 100);
  const width = document.documentElement.clientWidth;
  const standsOut = () => document.documentElement.scrollWidth <= width ? [] : [...document.querySelectorAll('body *')].filter((it) => {
    const { left, right } = it.getBoundingClientRect();
    return left < -0.5 || right > width + 0.5;
  }).map(begin);
  // Words that are cut off without being meant to be, or that reach out of a control or title.
  const isCut = (it) => {
    const style = getComputedStyle(it);
    if (!shown(it) || it.clientWidth < 3 || style.display === 'inline' || it.closest('.clipped, svg, [contenteditable]') !== null || isVeiled(it)) return false;
    if (![...it.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '')) return false;
    const hides = /hidden|clip/.test(style.overflowX + style.overflowY);
    const holds = it.matches('a, button, label, summary, h1, h2, h3, th, td, .place');
    // Letters may lean out of their box a little.
    const lean = 1 + parseFloat(style.fontSize) / 8;
    return (hides || holds) && (it.scrollWidth > it.clientWidth + lean || (hides && it.scrollHeight > it.clientHeight + 2));
  };
  return { standsOut, cut: () => [...document.querySelectorAll('body *')].filter(isCut).map(begin), shown, begin };
})()`;

/** Asserts that nothing has to be scrolled to the side and that no words are cut off. */
export async function fits(page: Page, what: string): Promise<void> {
  const found = await page.evaluate<{ standsOut: string[]; cut: string[] }>(
    `(() => { const look = ${LOOK}; return { standsOut: look.standsOut(), cut: look.cut() }; })()`,
  );
  assert.deepEqual(found, { standsOut: [], cut: [] }, `${what}: what stands out at the side, and which words are cut off`);
}

/** Controls of which it cannot be seen that the keyboard is at them, as the beginnings of their markup. Some of many are tried. */
const UNSEEN_FOCUS = `(() => {
  const { shown, begin } = ${LOOK};
  const root = [...document.querySelectorAll('[role=dialog]')].at(-1) ?? document.body;
  const all = [...root.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter((it) => it.tabIndex >= 0);
  const some = all.length <= 40 ? all : [...all.slice(0, 30), ...all.slice(-10)];
  const before = document.activeElement;
  const [x, y] = [scrollX, scrollY];
  const isMarked = (it) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(it);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || (boxShadow !== 'none' && it.matches(':focus-within') && it.matches('label, .choice'));
  };
  const unseen = some.filter((it) => {
    it.focus({ preventScroll: true });
    // Another took it over, or it is not there for hands.
    if (document.activeElement !== it) return false;
    return ![it, it.parentElement, it.closest('label'), ...[...it.querySelectorAll('*')].slice(0, 60)].some((one) => one !== null && isMarked(one)) || (!shown(it) && it.closest('label') === null);
  });
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  scrollTo(x, y);
  return unseen.map(begin);
})()`;

/** Asserts that whoever goes by the keyboard sees where they are. */
async function showsFocus(page: Page, what: string): Promise<void> {
  // A key that does nothing: from now on the page is one of somebody with a keyboard.
  await page.keyboard.press('F8');
  assert.deepEqual(await page.evaluate(UNSEEN_FOCUS), [], `${what}: controls of which focus cannot be seen`);
}

/** What moves, or would at the next change, as the beginnings of its markup. */
const MOVING = `(() => {
  const lasts = (times) => times.split(',').some((time) => parseFloat(time) > 0);
  const moves = (it, pseudo) => {
    const { transitionDuration, animationName, animationDuration, scrollBehavior } = getComputedStyle(it, pseudo);
    return lasts(transitionDuration) || (animationName !== 'none' && lasts(animationDuration)) || scrollBehavior === 'smooth';
  };
  const all = [document.documentElement, ...document.querySelectorAll('body, body *')];
  const running = document.getAnimations().map(() => 'an animation runs');
  return [...running, ...all.filter((it) => [undefined, '::before', '::after'].some((pseudo) => moves(it, pseudo))).map((it) => it.outerHTML.slice(0, 100))];
})()`;

/** Asserts that nothing moves for those who have asked their system for less motion. */
async function staysStill(page: Page, what: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  assert.deepEqual(await page.evaluate(MOVING), [], `${what}: what moves with reduced motion`);
}

/** Asserts that what moves for others is found, so that nothing is missed for those who want less motion. */
export async function movesForOthers(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  assert.notDeepEqual(await page.evaluate(MOVING), [], 'something to move for those who have not asked for less');
  await page.emulateMedia({ reducedMotion: 'reduce' });
}

/** Sets the size of the text as a reader's browser does; null: as it was. */
async function setText(page: Page, size: string | null): Promise<void> {
  await page.evaluate(`document.documentElement.style.fontSize = ${JSON.stringify(size ?? '')}`);
}

/** The narrowest page that has to do, and the size of text that a reader may choose twice as large. */
const NARROW = { width: 320, height: 640 };
const DESK = { width: 1280, height: 800 };
const TWICE = '32px';

type Direction = 'ltr' | 'rtl';
const OTHER_WAY = { ltr: 'rtl', rtl: 'ltr' } as const;

function directionOf(page: Page): Promise<Direction> {
  return page.evaluate<Direction>(`document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr'`);
}

async function setDirection(page: Page, direction: Direction): Promise<void> {
  await page.evaluate(`document.documentElement.dir = '${direction}'`);
}

/** Asserts that the page as it is fits on the narrowest phone, in both directions. */
export async function fitsNarrow(page: Page, what: string): Promise<void> {
  const direction = await directionOf(page);
  await page.setViewportSize(NARROW);
  for (const each of [OTHER_WAY[direction], direction]) {
    await setDirection(page, each);
    await fits(page, `${what}, 320 px, ${each}`);
  }
}

/**
 * Asserts that the page as it is serves those who read it otherwise: without motion, on the narrowest phone, with text of twice the size, in their
 * system's own colours, from right to left, and by the keyboard. Leaves it as a desk in light.
 */
export async function fitsAllReaders(page: Page, what: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await staysStill(page, what);
  await page.setViewportSize(DESK);
  await setText(page, TWICE);
  await fits(page, `${what}, 1280 px, text of 32 px`);
  await page.setViewportSize(NARROW);
  await fits(page, `${what}, 320 px, text of 32 px`);
  // Before the size changes back: Chromium may go on sending clicks to where things stood while the text was larger.
  await setText(page, null);
  await fitsNarrow(page, what);
  await page.setViewportSize(DESK);
  const direction = await directionOf(page);
  await setDirection(page, OTHER_WAY[direction]);
  await fits(page, `${what}, 1280 px, in the other direction`);
  await setDirection(page, direction);
  await showsFocus(page, what);
  await page.emulateMedia({ forcedColors: 'active' });
  await showsFocus(page, `${what}, in the system’s colours`);
  await fits(page, `${what}, in the system’s colours`);
  await page.emulateMedia({ forcedColors: null });
}
