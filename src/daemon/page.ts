import { html } from 'hono/html';
import type { KeyringState } from './service.ts';
import { texts } from './texts.ts';

type Html = ReturnType<typeof html>;
type Step = readonly [words: keyof typeof texts, command: string];

/** What the page shows of a cell. */
export interface ShownCell {
  readonly name: string;
  readonly id: string;
}

const UNLOCK: readonly Step[] = [['page.unlock', 'moot unlock']];
const CHOOSE: readonly Step[] = [['page.choose-passphrase', 'moot unlock']];
const BEGIN: readonly Step[] = [
  ['page.found', 'moot found "Bakery on the Corner" --as Ana'],
  ['page.join', 'moot join INVITATION --as Ana --wait'],
];
const LIVE: readonly Step[] = [
  ['page.people', 'moot people'],
  ['page.invite', 'moot invite'],
  ['page.say', 'moot say "Good morning"'],
  ['page.decisions', 'moot decisions'],
  ['page.status', 'moot status'],
  ['page.all', 'moot --help'],
];

/** The page for whoever has a session: how this device stands, and what to do next. */
export function homePage(state: KeyringState, place: string, cells: readonly ShownCell[]): Html {
  const notes = html`<p class="note">${texts['page.terminal']} ${texts['page.place'].replace('{place}', place)}</p>`;
  if (state === 'new') return sheet('page.new-title', texts['page.new-lede'], steps([...CHOOSE, ...BEGIN], notes));
  if (state === 'locked') return sheet('page.locked-title', texts['page.locked-lede'], steps(UNLOCK, notes));
  if (cells.length === 0) return sheet('page.no-cells-title', texts['page.no-cells-lede'], steps(BEGIN, notes));
  const list = cells.map(({ name, id }) => html`<li class="item"><h2 dir="auto">${name}</h2><p class="note key">${id}</p></li>`);
  return sheet('page.cells-title', '', html`<ul class="cells">${list}</ul>${steps(LIVE, notes)}`);
}

/** The page for whoever has no session: how to get in, and no data. @param used whether they came with a link that is no longer good */
export function doorPage(used: boolean): Html {
  const how = html`<p>${texts['page.door-how']}</p><p class="command"><kbd>npm start</kbd></p><p class="note">${texts['page.door-then']}</p>`;
  return used ? sheet('page.link-used-title', texts['page.link-used-lede'], how) : sheet('page.door-title', texts['page.door-lede'], how);
}

/**
 * The page that goes on to the start by itself. A browser does not send a strict cookie along a redirect from another program's page; from
 * this page of our own it does.
 */
export function enteringPage(): Html {
  const onward = html`<meta http-equiv="refresh" content="0; url=/">`;
  return sheet('page.entering', '', html`<p><a href="/">${texts['page.enter']}</a></p>`, onward);
}

/** The page where there is none. */
export function nothingHerePage(): Html {
  return sheet('page.nothing-here-title', texts['page.nothing-here-lede'], html`<p><a href="/">${texts['page.back']}</a></p>`);
}

function steps(of: readonly Step[], after: Html): Html {
  const rows = of.map(([words, command]) => html`<li class="item"><p>${texts[words]}</p><p class="command"><kbd>${command}</kbd></p></li>`);
  return html`<section><h2 class="part">${texts['page.next']}</h2><ul>${rows}</ul></section>${after}`;
}

function sheet(title: keyof typeof texts, lede: string, body: Html, head: Html = html``): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${texts[title]} · Moot</title>
<link rel="icon" href="/assets/sign.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/tokens.css">
<link rel="stylesheet" href="/assets/page.css">
${head}
</head>
<body>
<main class="sheet">
<header class="head"><h1>${texts[title]}</h1>${lede === '' ? '' : html`<p class="lede">${lede}</p>`}</header>
${body}
</main>
</body>
</html>`;
}
