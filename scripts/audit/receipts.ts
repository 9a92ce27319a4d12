/** One person's receipts, by their openings, against the access log as the ledger rebuilds it. */
import type { Ledger } from '../../gateway/ledger/ledger.ts';
import type { OpenedReceipt } from '../../sdk/schemas/receipts.ts';
import { canonicalize } from '../../sdk/verify/canonical.ts';
import { commit, encodeEntry } from '../../sdk/verify/entry.ts';
import { leafHash } from '../../sdk/verify/merkle.ts';
import { type Check, finding, holds } from './findings.ts';

/** Milliseconds after which a receipt is on the ledger: it waits for its minute, and for the ledger. */
const MOST_WAITING = 5 * 60_000;

/** Numbers without a gap, each chained to the one before, each on the ledger once its minute was appended. */
export async function* auditReceipts(
  receipts: readonly OpenedReceipt[],
  { ledger, at }: { readonly ledger: Ledger; readonly at: Date },
): AsyncGenerator<Check> {
  if (receipts.length === 0) {
    yield holds('receipts', 'there was none to check');
    return;
  }
  const leaves = await accessLeaves(ledger);
  const findings: Check[] = [];
  let previous: string | null = null;
  let waiting = 0;
  for (const [place, { receipt, salt, evidence }] of receipts.entries()) {
    const what = `receipt ${receipt.number}`;
    if (receipt.number !== place + 1)
      findings.push(finding(what, 'RECEIPT_GAP', `${place + 1} was expected`));
    if (receipt.previous !== previous)
      findings.push(finding(what, 'RECEIPT_CHAIN_BROKEN', 'it doesn’t follow the one before'));
    const commitment = commit(Buffer.from(salt, 'base64url'), canonicalize(receipt));
    previous = Buffer.from(commitment).toString('base64url');
    const leaf = Buffer.from(leafHash(encodeEntry({ kind: 'access', commitment }))).toString('base64url');
    if (leaves.has(leaf)) continue;
    // A time from the future is no excuse either.
    const isNew = Math.abs(at.getTime() - Date.parse(receipt.at)) <= MOST_WAITING;
    if (evidence === null && isNew) waiting++;
    else
      findings.push(
        finding(what, 'RECEIPT_NOT_ON_LEDGER', `of ${receipt.at}, its leaf isn’t on the access log`),
      );
  }
  yield* findings;
  if (findings.length === 0)
    yield holds(
      'receipts',
      `${receipts.length} in one chain, ${receipts.length - waiting} on the ledger, ${waiting} waiting for their minute`,
    );
}

async function accessLeaves(ledger: Ledger): Promise<ReadonlySet<string>> {
  const leaves = new Set<string>();
  for await (const event of ledger.events())
    if (event.kind === 'appended' && event.log === 'access')
      for (const leaf of event.leaves) leaves.add(Buffer.from(leaf).toString('base64url'));
  return leaves;
}
