/** What a list of one's credentials tells of each: a masked number and the day it holds from, sealed beside the content so that no list opens it. */
import { isCitizenNumber } from '../catalog/check-digits.ts';
import type { ImportRule } from '../catalog/shapes.ts';
import type { SubjectKey } from './subject-keys.ts';

export type Outline = { readonly number: string | null; readonly validFrom: string | null };

/** What nothing is told of: credentials from before there were outlines. */
export const NO_OUTLINE: Outline = { number: null, validFrom: null };

const VALID_FROM = 'validFrom';

/** The record's number where the credential shows it, else the holder's own. */
export function outlineOf(values: Readonly<Record<string, unknown>>, rule: ImportRule): Outline {
  const shown = [rule.recordColumn, rule.holderColumn].find((column) => values[column] !== undefined);
  const from = values[VALID_FROM];
  return {
    number: shown === undefined ? null : maskNumber(String(values[shown])),
    validFrom: typeof from === 'string' ? from : null,
  };
}

/** A citizen number keeps its first four and last four, every other number its last four, or two where it is short. */
export function maskNumber(number: string): string {
  if (isCitizenNumber(number)) return `${number.slice(0, 4)}**********${number.slice(-4)}`;
  return `****${number.slice(number.length < 8 ? -2 : -4)}`;
}

export const sealOutline = (key: SubjectKey, id: string, outline: Outline): Buffer =>
  key.seal(Buffer.from(JSON.stringify(outline)), contextOf(id));

/** @throws where the bytes were changed or are another credential's. */
export const openOutline = (key: SubjectKey, id: string, sealed: Uint8Array): Outline =>
  JSON.parse(key.open(sealed, contextOf(id)).toString());

const contextOf = (id: string): string => `outline/${id}`;
