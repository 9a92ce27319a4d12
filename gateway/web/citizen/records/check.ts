/** What page and worker say to each other when receipts are checked. */
import type { ReceiptReason, ReceiptState } from '../../../../sdk/audit/index.ts';
import type { OpenedReceipt } from '../../../../sdk/schemas/receipts.ts';

/** `isWhole`: these are all of a person's receipts, oldest first, so that a gap shows. */
export type Question = {
  readonly id: number;
  readonly receipts: readonly OpenedReceipt[];
  readonly isWhole: boolean;
};

/** What came of one receipt; words in both languages, for the reader may change over. */
export type Verdict = {
  readonly number: number;
  readonly state: ReceiptState;
  readonly reason?: {
    readonly code: ReceiptReason;
    readonly zh: { readonly meaning: string; readonly next: string };
    readonly en: { readonly meaning: string; readonly next: string };
  };
  /** That none before it is missing was checked as well, and holds. */
  readonly isChained: boolean;
};

/** `verdicts` is missing where ledger or gateway couldn't be read. */
export type Answer = { readonly id: number; readonly verdicts?: readonly Verdict[] };
