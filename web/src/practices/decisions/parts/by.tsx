import type { ReactNode } from 'react';
import type { TextKey } from '../../../texts/catalogue.ts';
import { Words } from '../../../texts/words.tsx';

/** What the sentence takes. */
interface ByParts {
  /** A message with `<b>{name}</b>` in it. */
  readonly says: TextKey;
  readonly name: string;
  readonly gaps?: Readonly<Record<string, string>>;
}

/** Who said something, and how: a sentence with the name in it. */
export function By({ says, name, gaps = {} }: ByParts) {
  return (
    <p className="by">
      <Words text={says} with={{ name, ...gaps, b: bold }} />
    </p>
  );
}

function bold(inner: ReactNode[]): ReactNode {
  return <b key="b">{inner}</b>;
}
