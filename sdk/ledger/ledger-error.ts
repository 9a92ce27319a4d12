/** Why a ledger couldn't be read or believed. */

/** `LEDGER_REFUSED`: there is no such register; `LEDGER_CONTRADICTS`: what it says doesn't fit together. */
export type LedgerFault = 'LEDGER_UNREACHABLE' | 'LEDGER_REFUSED' | 'LEDGER_CONTRADICTS';

type Told = ErrorOptions & {
  /** `LEDGER_UNREACHABLE` where not given. */
  readonly code?: LedgerFault;
  readonly details?: Readonly<Record<string, string | number>>;
};

/** The ledger couldn't be read: it can't be reached, refused the question or answered something else. */
export class LedgerError extends Error {
  override readonly name: string = 'LedgerError';
  readonly code: LedgerFault;
  /** Where it contradicts itself. */
  readonly details: Readonly<Record<string, string | number>>;

  constructor(message: string, { code = 'LEDGER_UNREACHABLE', details = {}, ...options }: Told = {}) {
    super(message, options);
    this.code = code;
    this.details = details;
  }
}
