import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Row } from '../../../shell/sheet.tsx';
import type { Decision } from '../standing.ts';

/** What the form takes in which the answer is given. */
export interface Ends {
  /** Called when it is kept. */
  onGiven(): void;
  /** Called when it is left as it was; null where there is nothing to go back to. */
  readonly onStay: (() => void) | null;
}

interface OwnAnswerParts {
  readonly decision: Decision;
  readonly title: string;
  /** Whether the reader has answered. */
  readonly isThere: boolean;
  form(ends: Ends): ReactNode;
  /** What the answer is. @param change opens the form */
  standing(change: () => void): ReactNode;
}

/** What the reader says to a decision: the form while they are asked, and then what they said, with the way to change it. */
export function OwnAnswer({ decision: { state, version }, title, isThere, form, standing }: OwnAnswerParts) {
  const [isOpened, open] = useState(false);
  const [isGiven, setGiven] = useState(false);
  // A new version asks anew.
  const [asked, setAsked] = useState(version);
  if (asked !== version) {
    setAsked(version);
    open(false);
    setGiven(false);
  }
  const isAsked = state === 'open' && !isThere;
  const isForm = isAsked || isOpened;
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever has just given it goes on from here.
  useEffect(() => {
    if (isGiven && !isForm) heading.current?.focus({ preventScroll: true });
  }, [isGiven, isForm]);
  const onGiven = (): void => {
    open(false);
    setGiven(true);
  };
  return (
    <Row className="your-response">
      {isForm ? (
        form({ onGiven, onStay: isAsked ? null : () => open(false) })
      ) : (
        <>
          <h2 className="part" ref={heading} tabIndex={-1}>
            {title}
          </h2>
          {standing(() => open(true))}
        </>
      )}
    </Row>
  );
}
