import type { Answer } from './orders.ts';

/** An order on its way. */
interface OrderMessage {
  readonly name: string;
  readonly order: never;
}

/** Carries out what the parent of this process orders, one after the other, and answers. A parent that goes, goes with its children. */
export function obey(orders: object): void {
  const known = orders as Readonly<Record<string, (order: never) => Promise<unknown>>>;
  const carryOut = async ({ name, order }: OrderMessage): Promise<Answer> => {
    try {
      const what = known[name];
      if (what === undefined) throw new Error('there is no such order');
      return { ok: true, value: await what(order) };
    } catch (error) {
      return { ok: false, error: String(error) };
    }
  };
  // Nobody is left to tell when the parent goes in between.
  const tell = (answer: Answer) => process.send?.(answer, undefined, undefined, () => {});
  process.on('message', (message: OrderMessage) => void carryOut(message).then(tell));
  process.on('disconnect', () => process.exit());
}
