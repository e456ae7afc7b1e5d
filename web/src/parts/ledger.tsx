import type { ReactNode } from 'react';

// On a phone each row is a block, and some browsers then forget that it is a row of a table: so the roles are said.
const TABLE = { role: 'table' } as const;
const GROUP = { role: 'rowgroup' } as const;
const ROW = { role: 'row' } as const;
const HEAD = { role: 'columnheader', scope: 'col' } as const;
const CELL = { role: 'cell' } as const;

/** A column of a ledger. */
export interface LedgerColumn {
  readonly word: string;
  /** Whether its word stands before each of its cells where a row is a block. */
  readonly isNamed: boolean;
}

/** A row of a ledger. */
export interface LedgerRow {
  readonly key: string;
  /** One for each column. */
  readonly cells: readonly ReactNode[];
}

/** What a ledger takes. */
interface LedgerParts {
  readonly columns: readonly LedgerColumn[];
  readonly rows: readonly LedgerRow[];
  readonly className?: string;
}

/** Rows of a ledger with a line under each. On a phone each row is a block. */
export function Ledger({ columns, rows, className = '' }: LedgerParts) {
  return (
    <table className={`ledger ${className}`} {...TABLE}>
      <thead {...GROUP}>
        <tr {...ROW}>
          {columns.map(({ word }) => (
            <th key={word} {...HEAD}>
              <span>{word}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...GROUP}>
        {rows.map(({ key, cells }) => (
          <tr key={key} {...ROW}>
            {columns.map(({ word, isNamed }, at) => (
              <td key={word} {...CELL} data-label={isNamed ? word : undefined}>
                {cells[at]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
