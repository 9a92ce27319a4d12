/** Verifying a slip offline: genuine and not over, or the reason why not. */
import { isEqualBytes } from '../verify/bytes.ts';
import { readP256Key } from '../verify/jwk.ts';
import { readSettings, type Settings } from '../verify/options.ts';
import { type Attempt, attempt, demand } from '../verify/refused.ts';
import { readTrust } from '../verify/trust.ts';
import type { TrustedCity, TrustedSlipKey } from '../verify/types.ts';
import type { SlipReason } from './reasons.ts';
import { isOpenOn, isSignedBy, keyIdOf, readTicket, type Slip, type Ticket } from './ticket.ts';
import { isVouchedFor } from './vouching.ts';

export type SlipOptions = {
  /** A trust file's content, or what readTrust made of it; its city must have `slipKeys`. */
  readonly trust: unknown;
  /** The moment to judge for; now where not given. */
  readonly at?: Date;
};

/** Valid means genuine and not over. Whether it was redeemed or withdrawn only the gateway knows. */
export type SlipVerdict =
  | { readonly valid: true; readonly slip: Slip }
  | { readonly valid: false; readonly reason: SlipReason };

type Found = {
  readonly ticket: Ticket;
  readonly city: TrustedCity;
  readonly key: TrustedSlipKey;
  readonly now: Settings['now'];
};

/**
 * Verifies a slip's text without asking anybody. It yields what the ticket says and nothing else, and a slip that is valid
 * here still has to be redeemed: it may have been used or withdrawn. Never throws, whatever it is given.
 *
 * @example
 * const verdict = await verifySlip(scanned, { trust });
 * if (verdict.valid) queueForRedemption(scanned, verdict.slip);
 * else show(explainSlip(verdict.reason, 'zh').clerk);
 */
export async function verifySlip(text: unknown, options: SlipOptions): Promise<SlipVerdict> {
  const found: Attempt<Found> = attempt(() => find(text, readSettings(options)));
  if ('refused' in found) return { valid: false, reason: found.refused.reason as SlipReason };
  const { ticket, city, key, now } = found.value;
  if (!(await isVouchedFor(key, city))) return { valid: false, reason: 'TRUST_MALFORMED' };
  const coordinates = readP256Key(key.jwk);
  if (coordinates === undefined || !(await isSignedBy(ticket, coordinates, city.cityId)))
    return { valid: false, reason: 'BAD_SIGNATURE' };
  if (!isOpenOn(ticket.slip, new Date(1000 * now))) return { valid: false, reason: 'SLIP_OVER' };
  return { valid: true, slip: ticket.slip };
}

/** @throws Refused with one of SlipReason */
function find(text: unknown, { trust, now }: Settings): Found {
  const ticket = readTicket(text);
  const known = readTrust(trust);
  demand(known !== undefined, 'TRUST_MALFORMED');
  const named = known.cities.flatMap((city) =>
    (city.slipKeys ?? [])
      .filter(({ kid }) => isEqualBytes(keyIdOf(kid), ticket.keyId))
      .map((key) => ({ city, key })),
  );
  const [only, ...others] = named;
  demand(only !== undefined && others.length === 0, 'TRUST_TOO_OLD');
  return { ticket, ...only, now };
}
