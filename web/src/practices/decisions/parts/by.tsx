import type { ReactNode } from 'react';
import { NameHint } from '../../../names/name-hint.tsx';
import type { TextKey } from '../../../texts/catalogue.ts';
import { Words } from '../../../texts/words.tsx';

/** What the sentence takes. */
interface ByParts {
  /** A message with `<b>{name}</b>` in it. */
  readonly says: TextKey;
  readonly name: string;
  /** Id of the member who is called so. */
  readonly member: string;
  readonly gaps?: Readonly<Record<string, string>>;
}

/** Who said something, and how: a sentence with the name in it. */
export function By({ says, name, member, gaps = {} }: ByParts) {
  return (
    <p className="by">
      <Words text={says} with={{ name, ...gaps, b: bold }} /> <NameHint member={member} />
    </p>
  );
}

function bold(inner: ReactNode[]): ReactNode {
  return <b key="b">{inner}</b>;
}
