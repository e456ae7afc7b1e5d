import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';

const LENGTH_BYTES = 4;

/** A file of updates, one after the other, each after its length: what somebody who keeps a document on a disk would write at the least. */
export class UpdateLog {
  readonly #path: string;
  #file: number;

  private constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, 'a');
  }

  /** Opens the file, which need not be there yet, and reads all updates. */
  static open(path: string): { log: UpdateLog; updates: Uint8Array[] } {
    const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
    const updates: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; ) {
      const end = at + LENGTH_BYTES + bytes.readUInt32BE(at);
      updates.push(bytes.subarray(at + LENGTH_BYTES, end));
      at = end;
    }
    return { log: new UpdateLog(path), updates };
  }

  /** Adds updates. They are flushed to the disk when this returns. */
  append(updates: readonly Uint8Array[]): void {
    const framed = updates.flatMap((update) => {
      const length = Buffer.alloc(LENGTH_BYTES);
      length.writeUInt32BE(update.length);
      return [length, update];
    });
    writeSync(this.#file, Buffer.concat(framed));
    fsyncSync(this.#file);
  }

  /** Puts one update in the place of all. */
  compact(update: Uint8Array): void {
    this.close();
    const fresh = new UpdateLog(`${this.#path}.new`);
    fresh.append([update]);
    fresh.close();
    renameSync(`${this.#path}.new`, this.#path);
    this.#file = openSync(this.#path, 'a');
  }

  /** Nothing is written any more. */
  close(): void {
    closeSync(this.#file);
  }
}
