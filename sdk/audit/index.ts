/** The audit: everything that a gateway serves, and anybody's receipts, held against the ledger; in Node, browsers and workers. */
export { LedgerError } from '../ledger/ledger-error.ts';
export { type Ask, openRpc } from '../ledger/rpc.ts';
export { attachedFile, goodUntil } from './attached-file.ts';
export { type AuditOptions, audit } from './audit.ts';
export {
  checkReceipt,
  checkReceipts,
  type ReceiptCheckOptions,
  type ReceiptState,
  type ReceiptsVerdict,
  type ReceiptVerdict,
} from './check-receipts.ts';
export { type Dropped, type DroppedReason, readDropped } from './dropped.ts';
export type { Check, FindingCode } from './findings.ts';
export {
  inspectReceipt,
  type ReceiptCheck,
  type ReceiptInspection,
  type ReceiptOptions,
  type ReceiptReason,
  receiptChecks,
} from './inspect-receipt.ts';
export { type Head, type HeadAnswer, type LedgerHeads, openLedgerHeads } from './ledger-heads.ts';
export { madeAt } from './made-at.ts';
export { type ReadServed, readOver } from './served.ts';
export { type AuditCode, auditCodes, explainFinding } from './words.ts';
