/** What was chosen for an import, as the gateway takes it. */

/** The format that a file's name promises; undefined where it is none that can be taken. */
export function formatOf(name: string): 'csv' | 'jsonl' | undefined {
  const ending = name.toLowerCase().split('.').at(-1);
  if (ending === 'csv') return 'csv';
  return ending === 'jsonl' || ending === 'ndjson' ? 'jsonl' : undefined;
}

/** The moment that somebody entered in the district's time; undefined where nothing was. */
export const momentOf = (entered: string): Date | undefined =>
  entered === '' ? undefined : new Date(`${entered}+08:00`);
