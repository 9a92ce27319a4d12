/** What all items of a proof are judged by. */
import type { Settings } from './options.ts';
import type { SignatureCheck } from './platform.ts';
import type { Reason } from './reasons.ts';
import type { StatusToken } from './status-list.ts';
import type { ProofRequest, TrustedCity } from './types.ts';

/** One for the whole proof. */
export type Bench = Settings & {
  readonly city: TrustedCity;
  readonly request: ProofRequest;
  readonly requestHash: string;
  /** As the proof shows it. */
  readonly ledgerAsOf: number;
  readonly isGood: (check: SignatureCheck) => boolean;
  /** The inflated list, or undefined where it can't be inflated. */
  readonly listOf: (token: StatusToken) => Uint8Array | undefined;
};

/** No reason where it holds. */
export const unless = (holds: boolean, reason: Reason): Reason | undefined => (holds ? undefined : reason);
