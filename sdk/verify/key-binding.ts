/** The key-binding JWT (RFC 9901 section 4.3): for whom, when and for which request a presentation was made. */
import { isCount } from './json.ts';
import type { Jws } from './jws.ts';
import { demand } from './refused.ts';
import { readMoment, type Validity } from './validity.ts';

/** Times in seconds since 1970. */
export type KeyBinding = Validity & {
  readonly audience: string;
  readonly nonce: string;
  readonly sdHash: string;
  /** When the gateway last read the ledger. */
  readonly ledgerAsOf: number;
  /** Hash of the request in canonical JSON, base64url. */
  readonly request: string;
  /** Place of this item in the request, so that two items of one type can't be told as each other. */
  readonly item: number;
};

/** @throws Refused MALFORMED where a claim is missing or of another type, or it ends before it begins; a list of audiences is no audience. */
export function readKeyBinding({ payload }: Jws): KeyBinding {
  const { aud, nonce, sd_hash: sdHash, ledger_as_of: ledgerAsOf, request, item } = payload;
  demand(isCount(ledgerAsOf) && isCount(item) && typeof request === 'string');
  demand(typeof aud === 'string' && typeof nonce === 'string' && typeof sdHash === 'string');
  return { ...readMoment(payload), audience: aud, nonce, sdHash, ledgerAsOf, request, item };
}
