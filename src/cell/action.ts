import type { Cbor } from '../bytes/cbor.ts';
import type { Shape } from '../bytes/shape.ts';

/** One kind of action: its name, which stands first in the body, and the shape of what follows. */
export interface ActionKind<T> {
  readonly kind: string;
  /** The action as it is sealed into a body. */
  write(content: T): Cbor;
  /** Its content, or undefined for an action of another kind or form. */
  read(action: Cbor): T | undefined;
}

/** Declares a kind of action. @param kind at most 32 letters; a practice's kinds begin with its name and a slash */
export function actionKind<T>(kind: string, shape: Shape<T>): ActionKind<T> {
  return {
    kind,
    write: (content) => [kind, shape.write(content)],
    read(action) {
      if (kindOf(action) !== kind) return undefined;
      const parts = action as readonly Cbor[];
      return parts.length === 2 ? shape.read(parts[1] as Cbor) : undefined;
    },
  };
}

/** The name of an action's kind; undefined for what is no action. */
export function kindOf(action: Cbor): string | undefined {
  const kind = Array.isArray(action) ? (action as readonly Cbor[])[0] : undefined;
  return typeof kind === 'string' ? kind : undefined;
}
