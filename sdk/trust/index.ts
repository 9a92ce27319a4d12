/** Trust from the ledger alone: read once, or kept fresh. */
export { type KeptTrust, type KeptTrustOptions, keepTrust } from './kept-trust.ts';
export { type LedgerSource, readLedgerTrust } from './ledger-trust.ts';
export { LedgerError } from './rpc.ts';
