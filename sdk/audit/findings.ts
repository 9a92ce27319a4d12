/** What an audit finds. */

/** What doesn't hold; codes are stable. */
export type FindingCode =
  | 'LEDGER_DIFFERS'
  | 'LEDGER_CONTRADICTS'
  | 'ACCREDITATIONS_DIFFER'
  | 'LOG_NOT_SERVED'
  | 'LOG_LISTING_DIFFERS'
  | 'LOG_BEHIND_LEDGER'
  | 'CHECKPOINT_NOT_SIGNED'
  | 'LEAVES_MISSING'
  | 'HEAD_DIFFERS'
  | 'TILE_DIFFERS'
  | 'ENTRIES_DIFFER'
  | 'ENTRY_MALFORMED'
  | 'ISSUED_WITHOUT_ACCREDITATION'
  | 'STATUS_CHAIN_DIFFERS'
  | 'STATUS_LIST_NOT_SERVED'
  | 'STATUS_LIST_NOT_SIGNED'
  | 'STATUS_LIST_EXPIRED'
  | 'STATUS_LIST_DIFFERS'
  | 'RECEIPT_GAP'
  | 'RECEIPT_CHAIN_BROKEN'
  | 'RECEIPT_NOT_ON_LEDGER';

/** One line of an audit: `what` was looked at, and `code` is there where it doesn't hold. */
export type Check = { readonly what: string; readonly code?: FindingCode; readonly detail?: string };

export const holds = (what: string, detail?: string): Check =>
  detail === undefined ? { what } : { what, detail };
export const finding = (what: string, code: FindingCode, detail: string): Check => ({ what, code, detail });
