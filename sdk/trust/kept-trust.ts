/** Trust that stays fresh: read from the ledger again when it is old, or when a proof or a slip shows that it is. */
import type { Trust, Verdict, VerifyOptions } from '../verify/types.ts';
import { verifyProof } from '../verify/verify.ts';
import { type LedgerSource, readLedgerTrust } from './ledger-trust.ts';
import { addServedSlipKeys, addSlipKeys } from './slip-keys.ts';

export type KeptTrustOptions = {
  /** What was read earlier, for instance from a file; without it the ledger is read at first use. */
  readonly trust?: Trust;
  /** Seconds after which the ledger is read again; 3,600 where not given. */
  readonly maxAge?: number;
  /**
   * Address of the gateway's trust file, for counters that take slips: the keys of slips stand on no ledger. Those only are
   * taken that the access log's key on the ledger vouches for; while it can't be read those known before stay, as far as
   * that key still does.
   */
  readonly slipKeys?: string;
  /** Told of what was read, to keep it where it outlives the process. */
  readonly onRead?: (trust: Trust) => void;
};

export type KeptTrust = {
  /**
   * Trust that is at most `maxAge` old, or the newest there is while the ledger can't be read.
   * @throws LedgerError where there is none at all.
   */
  readonly current: () => Promise<Trust>;
  /**
   * verifyProof with the trust there is; where that is too old for the proof (TRUST_TOO_OLD, LEDGER_STALE) the ledger
   * is read again, once, and the proof judged by what it says now.
   */
  readonly verify: (proof: unknown, options: Omit<VerifyOptions, 'trust'>) => Promise<Verdict>;
  /**
   * The same for whatever else is judged by trust. Slips are: `kept.judge((trust) => verifySlip(text, { trust }))`; who
   * checks none loads nothing for them.
   */
  readonly judge: <Outcome extends Judged>(by: (trust: Trust) => Promise<Outcome>) => Promise<Outcome>;
};

/** A verdict as far as it shows whether there was trust enough to judge by. */
export type Judged = { readonly valid: true } | { readonly valid: false; readonly reason: string };

const MAX_AGE = 3600;
const TOO_OLD: ReadonlySet<string> = new Set(['TRUST_TOO_OLD', 'LEDGER_STALE']);
/** Milliseconds between two readings: what names unknown keys can't have the ledger read without end. */
const LEAST_PAUSE = 60_000;

/** Keeps the trust of one city. However many ask at once, the ledger is read once. */
export function keepTrust(
  source: LedgerSource,
  { trust, maxAge = MAX_AGE, slipKeys, onRead = () => {} }: KeptTrustOptions = {},
): KeptTrust {
  let known = trust;
  let lastRead = Number.NEGATIVE_INFINITY;
  let coming: Promise<Trust> | undefined;
  const read = (): Promise<Trust> => {
    coming ??= readLedgerTrust(source)
      .then((found) => (slipKeys === undefined ? found : withSlipKeys(found, slipKeys)))
      .then((found) => {
        known = found;
        onRead(found);
        return found;
      })
      .finally(() => {
        lastRead = Date.now();
        coming = undefined;
      });
    return coming;
  };
  const withSlipKeys = (found: Trust, url: string): Promise<Trust> =>
    addServedSlipKeys(found, url, source.signal).catch(() => addSlipKeys(found, known ?? found));
  const mayRead = (): boolean => Date.now() - lastRead >= LEAST_PAUSE;
  const ageOf = ({ cities }: Trust): number =>
    Date.now() / 1000 - Math.min(...cities.map(({ asOf }) => asOf));
  const current = async (): Promise<Trust> => {
    if (known === undefined) return read();
    if (ageOf(known) <= maxAge || !mayRead()) return known;
    // What is known is judged by its age anyway.
    return read().catch(() => known as Trust);
  };
  const judge: KeptTrust['judge'] = async (by) => {
    const verdict = await by(await current());
    if (verdict.valid || !TOO_OLD.has(verdict.reason) || !mayRead()) return verdict;
    const fresh = await read().catch(() => undefined);
    return fresh === undefined ? verdict : by(fresh);
  };
  return {
    current,
    verify: (proof, options) => judge((used) => verifyProof(proof, { ...options, trust: used })),
    judge,
  };
}
