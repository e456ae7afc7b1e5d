import type { CDPSession, Page } from 'playwright-core';

/** What a press led to. */
export interface Painted {
  /** From the press to the frame in which what it leads to is painted and can be used, in milliseconds. */
  readonly ms: number;
  /** Seconds of processor that the page's main thread used meanwhile. */
  readonly processor: number;
}

const PATIENCE_MS = 30_000;

/** Waits on the page itself, frame by frame, so that nothing of what steers the browser is measured with it. */
const WATCH = `(isThere) => {
  window.benchPainted = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('not there: ' + isThere)), ${PATIENCE_MS});
    let pressed = null;
    for (const kind of ['pointerdown', 'keydown'])
      addEventListener(kind, (event) => { pressed ??= event.timeStamp; }, { capture: true, once: true });
    const look = () => {
      // The frame after the one in which it is there begins once that one is painted.
      if (pressed !== null && isThere()) requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressed)));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}`;

/** Measures what a person waits for on one page. */
export class Stopwatch {
  readonly #page: Page;
  readonly #protocol: CDPSession;

  private constructor(page: Page, protocol: CDPSession) {
    this.#page = page;
    this.#protocol = protocol;
  }

  static async of(page: Page): Promise<Stopwatch> {
    const protocol = await page.context().newCDPSession(page);
    await protocol.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new Stopwatch(page, protocol);
  }

  /** @param press what a person does @param isThere an expression of the page that is true once what they wait for is there */
  async time(press: () => Promise<unknown>, isThere: string): Promise<Painted> {
    await this.#page.evaluate(`(${WATCH})(() => ${isThere})`);
    const before = await this.#used();
    await press();
    const ms = Number(await this.#page.evaluate('window.benchPainted'));
    return { ms, processor: (await this.#used()) - before };
  }

  async #used(): Promise<number> {
    const { metrics } = await this.#protocol.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  }
}

/** Waits until something is there. @param isThere an expression of the page */
export async function untilThere(page: Page, isThere: string): Promise<void> {
  await page.evaluate(`new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('not there')), ${PATIENCE_MS});
    const look = () => (${isThere}) ? resolve(null) : requestAnimationFrame(look);
    look();
  })`);
}
