/** When what an item stands on counts, as judged at one moment. */
import { type Bench, unless } from './bench.ts';
import type { Reason } from './reasons.ts';
import { need } from './refused.ts';
import type { Item } from './resolve.ts';
import type { Validity } from './validity.ts';

/** Of a token that was made for this use: it has begun, isn't older than allowed and hasn't ended. */
export function faultOfMoment(
  { issuedAt, notBefore, expiresAt }: Validity,
  { now, maxAge, skew }: Bench,
): Reason | undefined {
  if (notBefore > now + skew) return 'NOT_YET_VALID';
  return unless(now - issuedAt <= maxAge + skew && now < expiresAt + skew, 'TOO_OLD');
}

/** A status token serves many proofs, so that its age counts when the proof was made: no older than it says it may be kept. */
export function isCurrent({ status, binding }: Item, { now, skew }: Bench): boolean {
  const { issuedAt, notBefore, expiresAt, timeToLive } = need(status).token;
  const isKept = binding.issuedAt <= issuedAt + timeToLive + skew;
  return notBefore <= now + skew && now < expiresAt + skew && isKept;
}

/** A trust file may be newer than the moment judged, since it then only knows more, but not than the present. */
export function faultOfLedgerAge({ binding }: Item, bench: Bench): Reason | undefined {
  const { city, now, present, skew, maxLedgerAge } = bench;
  if (binding.ledgerAsOf > now + skew || city.asOf > present + skew) return 'NOT_YET_VALID';
  return unless(now - Math.min(binding.ledgerAsOf, city.asOf) <= maxLedgerAge, 'LEDGER_STALE');
}
