import type { Call } from './call.ts';
import { EXIT, Stop } from './exit.ts';
import type { Line } from './line.ts';
import { texts } from './texts.ts';

/** Even when nothing is heard, one looks again after this time, in milliseconds. */
const LOOK_AGAIN_MS = 10_000;

/**
 * Looks, and looks again whenever something has changed, until `look` gives something other than null; that is the result. Null if the person
 * leaves by Ctrl-C. @throws Stop when Moot stops meanwhile
 */
export async function watch<T>(call: Call, line: Line, look: () => Promise<T | null>): Promise<T | null> {
  let changed = Promise.withResolvers<'changed'>();
  const over = Promise.withResolvers<'left' | 'lost'>();
  const listening = await line.listen(() => changed.resolve('changed'));
  void listening.ended.then(() => over.resolve('lost'));
  const callOff = call.onInterrupt(() => over.resolve('left'));
  try {
    for (;;) {
      changed = Promise.withResolvers();
      const seen = await look();
      if (seen !== null) return seen;
      const timer = setTimeout(() => changed.resolve('changed'), LOOK_AGAIN_MS);
      const what = await Promise.race([changed.promise, over.promise]);
      clearTimeout(timer);
      if (what === 'left') return null;
      if (what === 'lost') throw new Stop(EXIT.unreachable, 'lost', texts['reach.lost']);
    }
  } finally {
    callOff();
    listening.stop();
  }
}
