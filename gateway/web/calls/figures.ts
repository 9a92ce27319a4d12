/** Public figures of papers, month by month. */
import type { PaperFigures } from '../../../sdk/schemas/figures.ts';
import { call } from './call.ts';

/** A complete month; the last one where none is named. */
export const readPaperFigures = (
  { month, next = 0 }: { readonly month?: string | undefined; readonly next?: number },
  signal?: AbortSignal,
): Promise<PaperFigures> =>
  call(
    'GET',
    `/papers/figures?${new URLSearchParams({ next: String(next), ...(month === undefined ? {} : { month }) })}`,
    { signal },
  );
