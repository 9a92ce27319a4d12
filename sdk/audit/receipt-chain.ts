/** A person's receipts one after the other: numbers without a gap, each holding the commitment of the one before. */
import { decodeBase64url, encodeBase64url } from '#platform';
import type { OpenedReceipt } from '../schemas/receipts.ts';
import { canonicalize } from '../verify/canonical.ts';
import { commit, encodeEntry } from '../verify/entry.ts';
import { leafHash } from '../verify/merkle.ts';
import { attempt } from '../verify/refused.ts';

/** What a receipt commits to, as it opens: commitment and leaf hash in base64url; undefined where it can't be opened. */
export function openingOf({
  receipt,
  salt,
}: OpenedReceipt): { readonly commitment: string; readonly leaf: string } | undefined {
  const opened = attempt(() => {
    const commitment = commit(decodeBase64url(salt) ?? new Uint8Array(), canonicalize(receipt));
    const leaf = leafHash(encodeEntry({ kind: 'access', commitment }));
    return { commitment: encodeBase64url(commitment), leaf: encodeBase64url(leaf) };
  });
  return 'value' in opened ? opened.value : undefined;
}

/** A receipt at its place in the list. */
export type Link = {
  readonly opened: OpenedReceipt;
  readonly leaf: string | undefined;
  /** False where another number was expected. */
  readonly isNext: boolean;
  /** The number expected. */
  readonly expected: number;
  /** False where it doesn't hold the commitment of the one before. */
  readonly isChained: boolean;
};

/** All of a person's receipts, oldest first. */
export function linksOf(receipts: readonly OpenedReceipt[]): readonly Link[] {
  let previous: string | null | undefined = null;
  return receipts.map((opened, place) => {
    const opening = openingOf(opened);
    const { number, previous: told } = opened.receipt;
    const [expected, isChained] = [place + 1, told === previous];
    previous = opening?.commitment;
    return { opened, leaf: opening?.leaf, isNext: number === expected, expected, isChained };
  });
}

/** Milliseconds after which a receipt is on the ledger: it waits for its minute, and for the ledger. */
const MOST_WAITING = 5 * 60_000;

/** True where a receipt may still wait for the ledger; a time from the future is no excuse either. */
export const mayWait = ({ evidence, receipt }: OpenedReceipt, now: Date): boolean =>
  evidence === null && Math.abs(now.getTime() - Date.parse(receipt.at)) <= MOST_WAITING;
