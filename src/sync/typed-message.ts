import { type Cbor, decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import type { Shape } from '../bytes/shape.ts';

/** A message of a protocol, its type beside its contents. */
export type TypedMessage<Contents> = { [Type in keyof Contents]: { readonly type: Type } & Contents[Type] }[keyof Contents];

/** For each type of message what its contents look like. */
export type ContentShapes<Contents> = { readonly [Type in keyof Contents]: Shape<Contents[Type]> };

/** The bytes of a message: `[type, contents]`. */
export function encodeTyped<Contents>(shapes: ContentShapes<Contents>, message: TypedMessage<Contents>): Uint8Array {
  const shape = shapes[message.type] as unknown as Shape<object>;
  return encodeCbor([message.type as string, shape.write(message)]);
}

/** A message from its bytes; null for what is none. */
export function decodeTyped<Contents>(shapes: ContentShapes<Contents>, octets: Uint8Array): TypedMessage<Contents> | null {
  const value = decodeCbor(octets);
  if (!value.ok || !Array.isArray(value.value) || value.value.length !== 2) return null;
  const [type, contents] = value.value as readonly Cbor[];
  if (typeof type !== 'string' || !Object.hasOwn(shapes, type)) return null;
  const shape = shapes[type as keyof Contents] as unknown as Shape<object>;
  const read = shape.read(contents as Cbor);
  return read === undefined ? null : ({ type, ...read } as TypedMessage<Contents>);
}
