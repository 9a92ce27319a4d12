/** One person's receipts, by their openings, against the access log as the ledger rebuilds it. */
import { encodeBase64url } from '#platform';
import type { EvmReader } from '../ledger/evm-reader.ts';
import type { OpenedReceipt } from '../schemas/receipts.ts';
import { type Check, finding, holds } from './findings.ts';
import { linksOf, mayWait } from './receipt-chain.ts';

/** Numbers without a gap, each chained to the one before, each on the ledger once its minute was appended. */
export async function* auditReceipts(
  receipts: readonly OpenedReceipt[],
  { ledger, at }: { readonly ledger: Pick<EvmReader, 'appendedTo'>; readonly at: Date },
): AsyncGenerator<Check> {
  if (receipts.length === 0) {
    yield holds('receipts', 'there was none to check');
    return;
  }
  const leaves = await accessLeaves(ledger);
  const findings: Check[] = [];
  let waiting = 0;
  for (const { opened, leaf, isNext, expected, isChained } of linksOf(receipts)) {
    const what = `receipt ${opened.receipt.number}`;
    if (!isNext) findings.push(finding(what, 'RECEIPT_GAP', `${expected} was expected`));
    if (!isChained) findings.push(finding(what, 'RECEIPT_CHAIN_BROKEN', 'it doesn’t follow the one before'));
    if (leaf !== undefined && leaves.has(leaf)) continue;
    if (mayWait(opened, at)) waiting++;
    else
      findings.push(
        finding(what, 'RECEIPT_NOT_ON_LEDGER', `of ${opened.receipt.at}, its leaf isn’t on the access log`),
      );
  }
  yield* findings;
  if (findings.length === 0)
    yield holds(
      'receipts',
      `${receipts.length} in one chain, ${receipts.length - waiting} on the ledger, ${waiting} waiting for their minute`,
    );
}

async function accessLeaves(ledger: Pick<EvmReader, 'appendedTo'>): Promise<ReadonlySet<string>> {
  const leaves = new Set<string>();
  for await (const event of ledger.appendedTo('access'))
    for (const leaf of event.leaves) leaves.add(encodeBase64url(leaf));
  return leaves;
}
