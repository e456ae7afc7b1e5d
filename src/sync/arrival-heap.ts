/** Gives items back in ascending order of `arrival`: a binary heap. */
export class ArrivalHeap<T extends { readonly arrival: number }> {
  readonly #items: T[] = [];

  get size(): number {
    return this.#items.length;
  }

  push(item: T): void {
    const items = this.#items;
    let at = items.length;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = items[up] as T;
      if (parent.arrival <= item.arrival) break;
      items[at] = parent;
      at = up;
    }
    items[at] = item;
  }

  /** Takes the least. */
  pop(): T | undefined {
    const items = this.#items;
    const least = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return least;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= items.length) break;
      if (down + 1 < items.length && (items[down + 1] as T).arrival < (items[down] as T).arrival) down++;
      if ((items[down] as T).arrival >= last.arrival) break;
      items[at] = items[down] as T;
      at = down;
    }
    items[at] = last;
    return least;
  }
}
