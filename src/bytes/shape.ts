import type { Cbor } from './cbor.ts';
import { utf8 } from './octets.ts';

/** How one kind of value looks in CBOR: fixed-order arrays all the way down. `read` gives undefined for what does not fit. */
export interface Shape<T> {
  write(value: T): Cbor;
  read(value: Cbor): T | undefined;
}

/** A whole number from 0 to `max`. */
export function uint(max: number = Number.MAX_SAFE_INTEGER): Shape<number> {
  return { write: (value) => value, read: (value) => (typeof value === 'number' && value <= max ? value : undefined) };
}

/** True or false. */
export const bool: Shape<boolean> = { write: (value) => value, read: (value) => (typeof value === 'boolean' ? value : undefined) };

/** A text of at most `max` bytes in UTF-8. */
export function text(max: number): Shape<string> {
  return {
    write: (value) => value,
    read: (value) => (typeof value === 'string' && fits(value, max) ? value : undefined),
  };
}

/** Whether a text takes at most `max` bytes in UTF-8, where a letter of the text takes three at most. */
function fits(value: string, max: number): boolean {
  return value.length * 3 <= max || (value.length <= max && utf8(value).length <= max);
}

/** Exactly `size` bytes. */
export function bytes(size: number): Shape<Uint8Array> {
  return { write: (value) => value, read: (value) => (value instanceof Uint8Array && value.length === size ? value : undefined) };
}

/** At most `max` bytes. */
export function bytesUpTo(max: number): Shape<Uint8Array> {
  return { write: (value) => value, read: (value) => (value instanceof Uint8Array && value.length <= max ? value : undefined) };
}

/** `size` bytes in CBOR, lower-case hexadecimal text in the program. */
export function hex(size: number): Shape<string> {
  return {
    write: (value) => Uint8Array.fromHex(value),
    read: (value) => (value instanceof Uint8Array && value.length === size ? value.toHex() : undefined),
  };
}

/** A 32-byte id. */
export const id: Shape<string> = hex(32);

/** One of the given texts or numbers. */
export function oneOf<const T extends string | number>(...choices: readonly T[]): Shape<T> {
  return { write: (value) => value, read: (value) => (choices.includes(value as T) ? (value as T) : undefined) };
}

/** Null, or what `inner` says. */
export function nullable<T>(inner: Shape<T>): Shape<T | null> {
  return {
    write: (value) => (value === null ? null : inner.write(value)),
    read: (value) => (value === null ? null : inner.read(value)),
  };
}

/** An array of at most `max` items. */
export function list<T>(item: Shape<T>, max: number): Shape<readonly T[]> {
  return {
    write: (values) => values.map(item.write),
    read(value) {
      if (!Array.isArray(value) || value.length > max) return undefined;
      const items: T[] = [];
      for (const element of value as readonly Cbor[]) {
        const read = item.read(element);
        if (read === undefined) return undefined;
        items.push(read);
      }
      return items;
    },
  };
}

/** An object, written as an array of its fields in the order given here. */
export function record<T extends object>(fields: { readonly [K in keyof T]-?: Shape<T[K]> }): Shape<T> {
  const entries = Object.entries(fields) as [keyof T, Shape<T[keyof T]>][];
  return {
    write: (value) => entries.map(([name, shape]) => shape.write(value[name])),
    read(value) {
      if (!Array.isArray(value) || value.length !== entries.length) return undefined;
      const result: Partial<T> = {};
      for (let i = 0; i < entries.length; i++) {
        const [name, shape] = entries[i] as (typeof entries)[number];
        const read = shape.read(value[i] as Cbor);
        if (read === undefined) return undefined;
        result[name] = read;
      }
      return result as T;
    },
  };
}
