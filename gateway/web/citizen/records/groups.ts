/** Records by month and by kind. */
import type { HistoryEntry } from '../../../../sdk/schemas/receipts.ts';

export type Filter = 'all' | 'seen' | 'notSeen' | 'self' | 'changes';

/** In which part of the list an entry belongs, beside all. */
function kindOf(entry: HistoryEntry): Exclude<Filter, 'all'> {
  if (entry.kind !== 'access') return 'changes';
  const { kind } = entry.receipt.receipt;
  // What one decided about one's own face is a doing of one's own.
  if (kind === 'self' || kind.startsWith('face-')) return 'self';
  return kind === 'answered' || kind === 'repeat' ? 'seen' : 'notSeen';
}

export const fits = (entry: HistoryEntry, filter: Filter): boolean =>
  filter === 'all' || kindOf(entry) === filter;

/** Entries of each month, in the order given; `at` is told in the district's time. */
export const byMonth = (
  entries: readonly HistoryEntry[],
): readonly (readonly [month: string, entries: readonly HistoryEntry[]])[] => [
  ...Map.groupBy(entries, ({ at }) => at.slice(0, 'YYYY-MM'.length)),
];
