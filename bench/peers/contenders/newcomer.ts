import type { Replica } from '../contender.ts';

/** What a replica of somebody can do before there is anything to open: go to the others, and close again. */
interface Unopened {
  /** Gets everything from the replica at an address, and opens it. */
  fetch(address: string, count: number): Promise<Replica>;
  /** Closes what was open before; unless given, what has been opened is closed. */
  close?(): Promise<void>;
}

/** A replica of a newcomer whose library can open nothing before it has met the others. */
export function newcomerBy(unopened: Unopened): Replica {
  let opened: Replica | undefined;
  const there = (): Replica => {
    if (opened === undefined) throw new Error('the newcomer has not met anybody yet');
    return opened;
  };
  return {
    count: () => opened?.count() ?? 0,
    watch: (heard) => there().watch(heard),
    listen: () => there().listen(),
    async fetch(address, count) {
      opened = await unopened.fetch(address, count);
    },
    say: (index) => there().say(index),
    newest: () => there().newest(),
    close: () => unopened.close?.() ?? there().close(),
  };
}
