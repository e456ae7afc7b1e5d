import type { ReactNode } from 'react';

// On a phone each row is a block, and some browsers then forget that it is a row of a table: so the roles are said.
const TABLE = { role: 'table' } as const;
const GROUP = { role: 'rowgroup' } as const;
const ROW = { role: 'row' } as const;
const HEAD = { role: 'columnheader', scope: 'col' } as const;
const CELL = { role: 'cell' } as const;

/** A row of a ledger. */
export interface LedgerRow {
  readonly key: string;
  /** One for each column. */
  readonly cells: readonly ReactNode[];
}

/** What a ledger takes. */
interface LedgerParts {
  readonly columns: readonly string[];
  readonly rows: readonly LedgerRow[];
  readonly className?: string;
}

/** Rows of a ledger with a line under each. On a phone each row is a block, in which the middle columns are named. */
export function Ledger({ columns, rows, className = '' }: LedgerParts) {
  return (
    <table className={`ledger ${className}`} {...TABLE}>
      <thead {...GROUP}>
        <tr {...ROW}>
          {columns.map((column) => (
            <th key={column} {...HEAD}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...GROUP}>
        {rows.map(({ key, cells }) => (
          <tr key={key} {...ROW}>
            {cells.map((cell, at) => (
              <td
                key={columns[at]}
                {...CELL}
                data-label={at > 0 && (at < columns.length - 1 || columns.length < 4) ? columns[at] : undefined}
              >
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
