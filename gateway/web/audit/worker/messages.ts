/** What a page and its worker say to each other. */
import type { DroppedReason } from '../../../../sdk/audit/dropped.ts';
import type { Check } from '../../../../sdk/audit/findings.ts';
import type { ReceiptCheck } from '../../../../sdk/audit/inspect-receipt.ts';
import type { SlipReason } from '../../../../sdk/slip/reasons.ts';
import type { Slip } from '../../../../sdk/slip/ticket.ts';
import type { Reason } from '../../../../sdk/verify/reasons.ts';
import type { Trust } from '../../../../sdk/verify/types.ts';

/** To the worker: audit everything, by a trust file or on first use; or check a file. */
export type Order =
  | { readonly kind: 'audit'; readonly trust: Trust | undefined }
  | { readonly kind: 'check'; readonly file: Uint8Array; readonly trust: Trust; readonly code: PaperCode };

/** What the code on an annotated copy says of the proof inside it; both in base64url, empty where no code was scanned. */
export type PaperCode = { readonly leaf: string; readonly sha256: string };

/** From the worker. */
export type Told =
  | { readonly kind: 'progress'; readonly leaves: number; readonly total: number }
  | { readonly kind: 'line'; readonly check: Check }
  /** The gateway can't be reached, or can be again: the audit waits for it. */
  | { readonly kind: 'away'; readonly isAway: boolean }
  | { readonly kind: 'done' }
  | { readonly kind: 'report'; readonly report: Report }
  /** Ledger or gateway couldn't be read. */
  | { readonly kind: 'failed'; readonly message: string };

export type Outcome = 'holds' | 'fails' | 'accepted' | 'waiting' | 'not-checked';

/** One thing that was looked at; `facts` are for technical staff. */
export type Line<Name extends string> = {
  readonly name: Name;
  readonly outcome: Outcome;
  readonly reason?: string;
  readonly facts: readonly string[];
};

/** Checks of a proof that belong together for people. */
export type ProofGroup =
  | 'content'
  | 'accredited'
  | 'anchored'
  | 'state'
  | 'audience'
  | 'holder'
  | 'complete'
  | 'view'
  | 'paper';

export type ProofReport = {
  readonly kind: 'proof';
  readonly holds: boolean;
  /** The first reason for which it doesn't. */
  readonly reason?: Reason;
  /** The moment that it was judged for: when it was made. RFC 3339. */
  readonly at: string;
  readonly matter: string;
  readonly fields: number;
  /** Types of what it says something about; `reason` where one was refused or can't be read. */
  readonly items: readonly { readonly credentialType: string; readonly reason?: string }[];
  readonly lines: readonly Line<ProofGroup>[];
};

export type ReceiptState = 'agrees' | 'sealing' | 'differs';
export type ReceiptLine = Line<ReceiptCheck['check']>;

export type OneReceipt = {
  readonly place: number;
  readonly at: string;
  readonly state: ReceiptState;
  readonly reason?: string;
  readonly lines: readonly ReceiptLine[];
};

export type ReceiptsReport = {
  readonly kind: 'receipts';
  readonly state: ReceiptState;
  /** False for one receipt alone, of which nobody can say whether others are missing. */
  readonly isWholeList: boolean;
  readonly receipts: readonly OneReceipt[];
};

export type Report =
  | ProofReport
  | ReceiptsReport
  | {
      readonly kind: 'slip';
      readonly holds: boolean;
      readonly reason?: SlipReason;
      readonly slip?: Pick<Slip, 'matter' | 'lastDay'>;
    }
  /** `isOwn`: of the ledger that this gateway names. */
  | { readonly kind: 'trust'; readonly trust: Trust; readonly isOwn: boolean }
  | { readonly kind: 'none'; readonly reason: DroppedReason; readonly like?: string };
