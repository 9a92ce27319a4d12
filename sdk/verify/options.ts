/** How strictly to judge, read from whatever the caller gave: a setting that means nothing must not make the judge lenient. */
import { isObject } from './json.ts';
import { demand, Refused } from './refused.ts';
import type { VerifyOptions } from './types.ts';

const MAX_AGE = 600;
const SKEW = 60;
const MAX_LEDGER_AGE = 86_400;

/** Options as they count; times and spans in seconds. */
export type Settings = {
  readonly trust: unknown;
  readonly expect?: { readonly audience: string; readonly nonce: string };
  /** The moment judged. */
  readonly now: number;
  /** The moment in which it is judged, or the one judged where that is later. */
  readonly present: number;
  readonly maxAge: number;
  readonly skew: number;
  readonly maxLedgerAge: number;
};

/** @throws Refused OPTIONS_MALFORMED for a moment that is no date, a span that is no finite number from 0, or half an expectation. */
export function readSettings(options: unknown): Settings {
  try {
    return read(options);
  } catch {
    throw new Refused('OPTIONS_MALFORMED');
  }
}

function read(options: unknown): Settings {
  demand(isObject(options));
  const { trust, expect, at = new Date() } = options as unknown as VerifyOptions;
  const { maxAge = MAX_AGE, skew = SKEW, maxLedgerAge = MAX_LEDGER_AGE } = options as Partial<VerifyOptions>;
  for (const span of [maxAge, skew, maxLedgerAge]) demand(Number.isFinite(span) && span >= 0);
  const now = secondsOf(at);
  const present = Math.max(now, secondsOf(new Date()));
  const settings = { trust, now, present, maxAge, skew, maxLedgerAge };
  return expect === undefined ? settings : { ...settings, expect: readExpectation(expect) };
}

function secondsOf(at: unknown): number {
  // Takes a date of another realm as well, and throws for anything that is none.
  const seconds = Math.floor(Date.prototype.getTime.call(at) / 1000);
  demand(Number.isFinite(seconds));
  return seconds;
}

function readExpectation(expect: unknown): NonNullable<Settings['expect']> {
  demand(isObject(expect));
  const { audience, nonce } = expect;
  demand(typeof audience === 'string' && typeof nonce === 'string');
  return { audience, nonce };
}
