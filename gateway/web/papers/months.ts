/** Rows of the figures. */
import type { PaperFigures } from '../../../sdk/schemas/figures.ts';
import { countText, monthText } from '../words/dates.ts';
import { papers as say } from '../words/papers.ts';

export type Row = {
  readonly credentialType: string;
  /** Undefined where it was fewer than ten, or none. */
  readonly notNeeded: number | undefined;
  readonly stillAsked: number | undefined;
};

/** A matter's figures, a row for each type. */
export function rowsOf({ notNeeded, stillAsked }: PaperFigures['items'][number]): readonly Row[] {
  const types = new Set([...notNeeded, ...stillAsked].map(({ credentialType }) => credentialType));
  const countIn = (figures: typeof notNeeded, type: string): number | undefined =>
    figures.find(({ credentialType }) => credentialType === type)?.count;
  return [...types].map((credentialType) => ({
    credentialType,
    notNeeded: countIn(notNeeded, credentialType),
    stillAsked: countIn(stillAsked, credentialType),
  }));
}

export function sumText({ month, atLeast, total }: PaperFigures): string {
  if (total === 0) return say.noFigures({ month: monthText(month) });
  return say.sum({
    month: monthText(month),
    notNeeded: countText(atLeast.notNeeded),
    stillAsked: countText(atLeast.stillAsked),
  });
}
