/** Whether a person's receipts agree with the ledger: what "check it yourself" asks. */
import {
  type ReceiptCheck,
  type ReceiptOptions,
  type ReceiptReason,
  receiptBench,
} from './inspect-receipt.ts';
import type { LedgerHeads } from './ledger-heads.ts';
import { type Link, linksOf } from './receipt-chain.ts';
import { readReceipt } from './receipt-shape.ts';

/** `sealing`: it waits for its minute to be appended, as a receipt does for five minutes at most. */
export type ReceiptState = 'agrees' | 'sealing' | 'differs';

/** One receipt; `reason` is that of the first check that fails. */
export type ReceiptVerdict = {
  readonly state: ReceiptState;
  readonly reason?: ReceiptReason;
  readonly checks: readonly ReceiptCheck[];
};

/** All of a person's receipts: `differs` where one does, `sealing` where one does and none differs. */
export type ReceiptsVerdict = {
  readonly state: ReceiptState;
  /** In the order given, each with its number in the list counted from 1. */
  readonly receipts: readonly (ReceiptVerdict & { readonly place: number })[];
};

/** The ledger is asked: what only the log's key says is no agreement. */
export type ReceiptCheckOptions = ReceiptOptions & { readonly heads: LedgerHeads };

/**
 * Checks one receipt against the ledger; whether others are missing beside it can't be seen from it.
 * @throws LedgerError where the ledger can't be read, and what reading the gateway throws
 */
export async function checkReceipt(value: unknown, options: ReceiptCheckOptions): Promise<ReceiptVerdict> {
  return verdictOf(await receiptBench(options)(value));
}

/**
 * Checks all of a person's receipts, oldest first, and that none is missing among them. @throws as checkReceipt does
 */
export async function checkReceipts(
  values: readonly unknown[],
  options: ReceiptCheckOptions,
): Promise<ReceiptsVerdict> {
  const checksOf = receiptBench(options);
  const links = linksBetween(values);
  const receipts: (ReceiptVerdict & { readonly place: number })[] = [];
  for (const [index, value] of values.entries()) {
    const checks = [...(await checksOf(value)), ...chainChecks(links[index])];
    receipts.push({ place: index + 1, ...verdictOf(checks) });
  }
  const has = (state: ReceiptState): boolean => receipts.some((receipt) => receipt.state === state);
  const state = has('differs') ? 'differs' : has('sealing') ? 'sealing' : 'agrees';
  return { state, receipts };
}

/** Nothing where one of them can't be read: then the list isn't whole. */
function linksBetween(values: readonly unknown[]): readonly Link[] {
  const read = values.map(readReceipt);
  const known = read.filter((receipt) => receipt !== undefined);
  return known.length === read.length ? linksOf(known) : [];
}

function chainChecks(link: Link | undefined): readonly ReceiptCheck[] {
  if (link === undefined)
    return [
      { check: 'number', outcome: 'not-checked' },
      { check: 'chain', outcome: 'not-checked' },
    ];
  return [
    link.isNext
      ? { check: 'number', outcome: 'holds' }
      : { check: 'number', outcome: 'fails', reason: 'RECEIPT_GAP' },
    link.isChained
      ? { check: 'chain', outcome: 'holds' }
      : { check: 'chain', outcome: 'fails', reason: 'RECEIPT_CHAIN_BROKEN' },
  ];
}

/** It agrees only where the ledger was asked and said so. */
function verdictOf(checks: readonly ReceiptCheck[]): ReceiptVerdict {
  const reason = checks.find(({ outcome }) => outcome === 'fails')?.reason;
  if (reason !== undefined) return { state: 'differs', reason, checks };
  const asked = checks.find(({ check }) => check === 'ledger')?.outcome ?? 'not-checked';
  return { state: states[asked], checks };
}

const states: Readonly<Record<ReceiptCheck['outcome'], ReceiptState>> = {
  holds: 'agrees',
  waiting: 'sealing',
  fails: 'differs',
  'not-checked': 'differs',
};
