import type { Output } from '../../api/client.ts';
import type { TextKey } from '../../texts/catalogue.ts';

/** An agreement in the register. */
export type Line = Output<'agreements'>[number];
/** An agreement with all that belongs to it. */
export type Agreement = Output<'agreement'>;

/** So many of those that ask for no look come at first, and so many more each time. */
export const AT_ONCE = 60;

/** Whether it holds no more. */
export function isOver({ state }: Pick<Line, 'state'>): boolean {
  return state === 'lapsed' || state === 'replaced' || state === 'ended';
}

/** What is most worth knowing of how an agreement stands, and in which voice it is said; null: it simply holds. */
export function standingOf(line: Line): { readonly is: Standing; readonly tone: 'ask' | 'heed' | 'stop' | 'ended' } | null {
  if (line.clashes > 0) return { is: 'clash', tone: 'stop' };
  switch (line.state) {
    case 'in-force':
      return null;
    case 'in-review':
      return { is: 'in-review', tone: 'heed' };
    case 'due':
      return line.overdue ? { is: 'overdue', tone: 'heed' } : { is: 'due', tone: 'ask' };
    default:
      return { is: line.state, tone: 'ended' };
  }
}
type Standing = 'clash' | 'overdue' | Exclude<Line['state'], 'in-force'>;

/** By what the register is put together. */
export type Grouping = 'subject' | 'state';

/** A part of the register under a title. */
export interface Group {
  /** A subject as people wrote it, or what stands for a state. */
  readonly title: string | { readonly text: TextKey };
  readonly lines: readonly Line[];
}

const STATES = ['clash', 'asked', 'holds', 'over'] as const;

function stateOf(line: Line): (typeof STATES)[number] {
  if (line.clashes > 0) return 'clash';
  if (isOver(line)) return 'over';
  return line.state === 'in-force' ? 'holds' : 'asked';
}

/** The register in parts: by subject, what has none after the others and what is over last; or by how agreements stand. */
export function grouped(lines: readonly Line[], by: Grouping, locale: string): Group[] {
  if (by === 'state') {
    return STATES.map((state) => ({
      title: { text: `agreements.part.${state}` } as const,
      lines: lines.filter((line) => stateOf(line) === state),
    })).filter(({ lines: some }) => some.length > 0);
  }
  const holding = lines.filter((line) => !isOver(line));
  const collator = new Intl.Collator(locale, { sensitivity: 'base' });
  const subjects = new Map<string, Line[]>();
  for (const line of holding) {
    const known = [...subjects.keys()].find((subject) => collator.compare(subject, line.subject) === 0) ?? line.subject;
    subjects.set(known, [...(subjects.get(known) ?? []), line]);
  }
  const named = [...subjects].filter(([subject]) => subject !== '').sort(([a], [b]) => collator.compare(a, b));
  const groups: Group[] = named.map(([title, some]) => ({ title, lines: some }));
  const none = subjects.get('') ?? [];
  const over = lines.filter(isOver);
  if (none.length > 0) groups.push({ title: { text: groups.length > 0 ? 'agreements.part.other' : 'agreements.part.holds' }, lines: none });
  if (over.length > 0) groups.push({ title: { text: 'agreements.part.over' }, lines: over });
  return groups;
}
