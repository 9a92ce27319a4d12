/** Trust from the ledger alone: read once, or kept fresh. */

export { LedgerError } from '../ledger/ledger-error.ts';
export { type Judged, type KeptTrust, type KeptTrustOptions, keepTrust } from './kept-trust.ts';
export { type LedgerSource, readLedgerTrust } from './ledger-trust.ts';
export { addServedSlipKeys, addSlipKeys } from './slip-keys.ts';
