/** Faults of a ledger as the SDK tells them, in the gateway's own codes. */
import { LedgerError } from '../../sdk/ledger/ledger-error.ts';
import { CityError } from '../errors.ts';

/** The same fault as a CityError; anything else as it is. */
export const asCityError = (error: unknown): unknown =>
  error instanceof LedgerError ? new CityError(error.code, error.details, error) : error;
