import { type ReactNode, useRef } from 'react';
import { useFocusOnArrival } from './arrival.ts';
import { usePageTitle } from './page-title.ts';

/** What a screen is made of. */
interface SheetParts {
  /** The one `h1`. */
  readonly title: string;
  /** In the margin beside the title. */
  readonly margin?: ReactNode;
  /** Under the title: a sentence, a path, buttons. */
  readonly lede?: ReactNode;
  /** The side column of a desk; on a phone it comes last. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A sheet of paper with its margin line, title and side column: what every screen stands on. */
export function Sheet({ title, margin, lede, aside, children }: SheetParts) {
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(title);
  useFocusOnArrival(heading);
  return (
    <div className={`sheet-body ${aside === undefined ? 'one' : 'two'}`}>
      <div>
        <header className="row head">
          <div className="in-margin">{margin !== undefined && <span className="word">{margin}</span>}</div>
          <div className="in-column">
            <h1 ref={heading} tabIndex={-1} dir="auto">
              {title}
            </h1>
            {typeof lede === 'string' ? <p className="lede">{lede}</p> : lede}
          </div>
        </header>
        {children}
      </div>
      {aside !== undefined && <aside className="aside">{aside}</aside>}
    </div>
  );
}

/** A row of the sheet. @param mark hangs in the margin, with its word under it where there is room */
export function Row({ mark, word, children, className = '' }: RowParts) {
  return (
    <div className="row">
      <div className="in-margin">
        {mark}
        {word !== undefined && <span className="word">{word}</span>}
      </div>
      <div className={`in-column ${className}`}>{children}</div>
    </div>
  );
}

interface RowParts {
  readonly mark?: ReactNode;
  readonly word?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A part of a sheet under a title of its own; one that people wrote stands in a `bdi`. */
export function Part({ title, children }: { readonly title: ReactNode; readonly children: ReactNode }) {
  return (
    <section>
      <div className="row part-row">
        <div className="in-margin" />
        <div className="in-column">
          <h2 className="part">{title}</h2>
        </div>
      </div>
      {children}
    </section>
  );
}

/** What an item of a list says. */
interface ItemParts extends Omit<RowParts, 'children' | 'className'> {
  /** Its state, above the title, in the voice of `tone`. */
  readonly kicker?: string;
  readonly tone?: 'ask' | 'heed' | 'stop' | 'carried' | 'ended';
  /** In the written face: a link, mostly. */
  readonly title: ReactNode;
  /** One line of facts. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
}

/** An item of a list: no card, but lines between. */
export function Item({ kicker, tone = 'ask', title, note, actions, ...margin }: ItemParts) {
  return (
    <Row {...margin} className={`item${actions === undefined ? '' : ' with-actions'}`}>
      <div>
        {kicker !== undefined && <p className={`kicker is-${tone}`}>{kicker}</p>}
        <h3 dir="auto">{title}</h3>
        {note !== undefined && <p className="note">{note}</p>}
      </div>
      {actions !== undefined && <div className="actions">{actions}</div>}
    </Row>
  );
}
