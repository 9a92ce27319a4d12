/** Proofs and receipts as the rest of the gateway sees them. */
import type { Proof } from '../../sdk/verify/types.ts';
import type { RecordAccess } from '../authorization/access.ts';
import { readAuthorization, readAuthorizations, type Use } from '../authorization/authorization.ts';
import { type AskerName, isRequestOf } from '../authorization/endings.ts';
import type { Clock } from '../clock.ts';
import { ProofDesk } from './desk.ts';
import type { ProveParts } from './prove.ts';
import { type ReceiptsParts, recordAccess } from './receipts.ts';
import { closeTries } from './tries.ts';

/** How often is looked whether a minute with refused tries is over, in milliseconds. */
const LOOK_EVERY = 5000;

/**
 * What writes receipts for accesses that no proof answers; authorization takes it as a parameter, because it stands
 * above this room.
 */
export function receiptWriter(parts: ReceiptsParts & { readonly clock: Clock }): RecordAccess {
  return (trx, accesses) => recordAccess(trx, accesses, { parts, now: parts.clock.now() });
}

export type Proofs = {
  /**
   * Uses an authorization up and gives its proof, once everything that the use leaves behind is durable.
   * @throws CityError AUTHORIZATION_USED, NOT_AUTHORIZED, LEDGER_UNREACHABLE
   */
  readonly prove: (use: Use) => Promise<Proof>;
  /** True for the asker's own request. */
  readonly isOwn: (id: string, asker: AskerName) => Promise<boolean>;
  /** Turns refused tries into receipts, those of minutes that are over. */
  readonly closeTries: () => Promise<void>;
  /** Begins to do so by itself. */
  readonly start: () => void;
  readonly stop: () => Promise<void>;
};

export function openProofs(parts: ProveParts & ReceiptsParts): Proofs {
  const desk = new ProofDesk(parts);
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> = Promise.resolve();
  const close = (): Promise<void> =>
    closeTries(
      {
        db: parts.db,
        readAuthorizations,
        recordAccess: (trx, accesses, now) => recordAccess(trx, accesses, { parts, now }),
      },
      parts.clock.now(),
    );
  return {
    prove: (use) => desk.answer(use),
    isOwn: async (id, asker) => isRequestOf(asker, await readAuthorization(parts.db, id)),
    closeTries: close,
    start: () => {
      // A failure keeps the tries for the next look.
      timer ??= setInterval(() => {
        turn = turn.then(close).catch(() => {});
      }, LOOK_EVERY);
    },
    stop: async () => {
      clearInterval(timer);
      timer = undefined;
      await turn;
    },
  };
}
