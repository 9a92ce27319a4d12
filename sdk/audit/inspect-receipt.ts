/** One receipt, check by check. */
import { decodeBase64url, encodeBase64url, verifySignatures } from '#platform';
import type { OpenedReceipt } from '../schemas/receipts.ts';
import { type Checkpoint, checksOf, parseCheckpoint, parseVerifierKey } from '../verify/checkpoint.ts';
import { rootFromInclusion } from '../verify/merkle.ts';
import { readTrust } from '../verify/trust.ts';
import type { TrustedCity } from '../verify/types.ts';
import type { LedgerHeads } from './ledger-heads.ts';
import { mayWait, openingOf } from './receipt-chain.ts';
import { readReceipt } from './receipt-shape.ts';

/** Why a receipt doesn't hold; codes are stable. */
export type ReceiptReason =
  | 'TRUST_MALFORMED'
  | 'RECEIPT_MALFORMED'
  | 'UNKNOWN_CITY'
  | 'RECEIPT_CHANGED'
  | 'RECEIPT_NOT_ON_LEDGER'
  | 'CHECKPOINT_NOT_SIGNED'
  | 'HEAD_DIFFERS'
  | 'LEDGER_DIFFERS'
  | 'RECEIPT_GAP'
  | 'RECEIPT_CHAIN_BROKEN';

/** Every check, in the order in which they are made; the last two only where all receipts are there. */
export const receiptChecks = [
  'form',
  'city',
  'opening',
  'inclusion',
  'checkpoint',
  'ledger',
  'number',
  'chain',
] as const;

/** What came of one check; `waiting`: the receipt isn't on the ledger yet, and needn't be. */
export type ReceiptCheck = {
  readonly check: (typeof receiptChecks)[number];
  readonly outcome: 'holds' | 'fails' | 'waiting' | 'not-checked';
  readonly reason?: ReceiptReason;
};

/** `holds`: no check that was made fails. `againstLedger` says whether the ledger was asked: without it the log's own key is believed. */
export type ReceiptInspection = {
  readonly holds: boolean;
  readonly againstLedger: 'checked' | 'not-checked';
  readonly checks: readonly ReceiptCheck[];
};

export type ReceiptOptions = {
  /** A trust file. */
  readonly trust: unknown;
  /** The ledger's own heads (openLedgerHeads). */
  readonly heads?: LedgerHeads;
  /** The moment in which it is judged; now where not given. */
  readonly at?: Date;
};

/**
 * Makes every check of a receipt and reports each: its form, that the trust file knows its city, that it is what its leaf
 * commits to, that the leaf stands in a head of the access log which that log's key signed, and that the ledger leads
 * through that head. What follows a check that fails is not made. @throws what `heads` throws, and nothing else
 */
export async function inspectReceipt(value: unknown, options: ReceiptOptions): Promise<ReceiptInspection> {
  return inspectionOf(await receiptBench(options)(value));
}

/** The inspection that checks add up to. */
export function inspectionOf(checks: readonly ReceiptCheck[]): ReceiptInspection {
  const asked = checks.find(({ check }) => check === 'ledger')?.outcome;
  return {
    holds: checks.every(({ outcome }) => outcome !== 'fails'),
    againstLedger: asked === 'holds' || asked === 'fails' ? 'checked' : 'not-checked',
    checks,
  };
}

/** Makes the checks of one receipt after the other; heads and signatures that many share are looked at once. */
export function receiptBench({ trust, heads, at = new Date() }: ReceiptOptions) {
  const known = readTrust(trust);
  const judged = new Map<string, Promise<readonly (ReceiptReason | undefined)[]>>();
  const judge = (text: string, city: TrustedCity): Promise<readonly (ReceiptReason | undefined)[]> => {
    const judging = judged.get(text) ?? judgeCheckpoint(text, { city, heads });
    judged.set(text, judging);
    return judging;
  };
  return async (value: unknown): Promise<readonly ReceiptCheck[]> => {
    if (known === undefined) return listOf(['TRUST_MALFORMED']);
    const opened = readReceipt(value);
    if (opened === undefined) return listOf(['RECEIPT_MALFORMED']);
    const city = known.cities.find(({ cityId }) => cityId === opened.receipt.cityId);
    if (city === undefined) return listOf([undefined, 'UNKNOWN_CITY']);
    if (!opensToLeaf(opened)) return listOf([undefined, undefined, 'RECEIPT_CHANGED']);
    const sound = [undefined, undefined, undefined];
    if (opened.evidence === null)
      return mayWait(opened, at) ? listOf(sound, 'waiting') : listOf([...sound, 'RECEIPT_NOT_ON_LEDGER']);
    if (!isIncluded(opened, opened.evidence)) return listOf([...sound, 'RECEIPT_NOT_ON_LEDGER']);
    return listOf([...sound, undefined, ...(await judge(opened.evidence.checkpoint, city))]);
  };
}

/** Checks of which the first were made, up to one that fails; those behind them have another outcome. */
function listOf(
  made: readonly (ReceiptReason | undefined)[],
  rest: ReceiptCheck['outcome'] = 'not-checked',
): readonly ReceiptCheck[] {
  return receiptChecks.slice(0, -2).map((check, place) => {
    if (place >= made.length) return { check, outcome: rest };
    const reason = made[place];
    return reason === undefined ? { check, outcome: 'holds' } : { check, outcome: 'fails', reason };
  });
}

const opensToLeaf = (opened: OpenedReceipt): boolean =>
  openingOf(opened)?.leaf === opened.leaf && opened.number === opened.receipt.number;

type Evidence = NonNullable<OpenedReceipt['evidence']>;

function isIncluded({ leaf }: OpenedReceipt, { index, inclusion, checkpoint }: Evidence): boolean {
  const head = parseCheckpoint(checkpoint);
  const [hash, ...path] = [leaf, ...inclusion].map((text) => decodeBase64url(text) ?? new Uint8Array());
  const root = head && hash && rootFromInclusion({ leaf: hash, index, size: head.size, path });
  return root !== undefined && head !== undefined && encodeBase64url(root) === encodeBase64url(head.root);
}

type Judging = { readonly city: TrustedCity; readonly heads: LedgerHeads | undefined };

/** Signature and ledger, as far as they were checked. */
async function judgeCheckpoint(
  text: string,
  { city, heads }: Judging,
): Promise<readonly (ReceiptReason | undefined)[]> {
  const head = parseCheckpoint(text);
  if (head === undefined || !(await isSigned(head, city))) return ['CHECKPOINT_NOT_SIGNED'];
  if (heads === undefined) return [undefined];
  if (heads.ledgerId !== city.ledger.id) return [undefined, 'LEDGER_DIFFERS'];
  return [undefined, reasons[await heads.judge('access', head)]];
}

const reasons = {
  'leads-through': undefined,
  differs: 'HEAD_DIFFERS',
  'other-ledger': 'LEDGER_DIFFERS',
} as const;

/** By a key that the trust file knows for the access log, under that log's own name. */
async function isSigned(head: Checkpoint, { logs }: TrustedCity): Promise<boolean> {
  const log = logs.find(({ name }) => name === 'access');
  if (log === undefined || head.origin !== log.origin) return false;
  const keys = log.verifierKeys.flatMap((key) => parseVerifierKey(key) ?? []);
  const checks = checksOf(head, keys);
  return checks.length > 0 && (await verifySignatures(checks)).every((isGood) => isGood);
}
