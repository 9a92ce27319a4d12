/** Receipts that somebody dropped, as people read about them. */
import { checkReceipt, checkReceipts, type ReceiptVerdict } from '../../../../sdk/audit/check-receipts.ts';
import { openLedgerHeads } from '../../../../sdk/audit/ledger-heads.ts';
import { readOver } from '../../../../sdk/audit/served.ts';
import { openRpc } from '../../../../sdk/ledger/rpc.ts';
import type { OpenedReceipt } from '../../../../sdk/schemas/receipts.ts';
import type { Trust } from '../../../../sdk/verify/types.ts';
import type { OneReceipt, ReceiptsReport } from './messages.ts';

/** Checks one alone. @throws LedgerError, and what reading the gateway throws */
export async function reportReceipt(receipt: OpenedReceipt, trust: Trust): Promise<ReceiptsReport> {
  const verdict = await checkReceipt(receipt, optionsFor(receipt, trust));
  const one = receiptOf(receipt, { place: receipt.number, ...verdict });
  return { kind: 'receipts', state: one.state, isWholeList: false, receipts: [one] };
}

/** Checks all of a person's, oldest first. @throws as reportReceipt */
export async function reportReceipts(
  receipts: readonly OpenedReceipt[],
  trust: Trust,
): Promise<ReceiptsReport> {
  const { state, receipts: verdicts } = await checkReceipts(receipts, optionsFor(receipts[0], trust));
  return {
    kind: 'receipts',
    state,
    isWholeList: true,
    receipts: verdicts.flatMap((verdict, place) => {
      const receipt = receipts[place];
      return receipt === undefined ? [] : [receiptOf(receipt, verdict)];
    }),
  };
}

function optionsFor(receipt: OpenedReceipt | undefined, trust: Trust) {
  const city = trust.cities.find(({ cityId }) => cityId === receipt?.receipt.cityId) ?? trust.cities[0];
  if (city === undefined) throw new Error('the trust file names no city');
  const heads = openLedgerHeads({ ask: openRpc('/ledger'), ledger: city.ledger, read: readOver('') });
  return { trust, heads };
}

function receiptOf(
  { leaf, evidence, receipt }: OpenedReceipt,
  { place, state, reason, checks }: ReceiptVerdict & { readonly place: number },
): OneReceipt {
  const facts: Readonly<Partial<Record<string, readonly string[]>>> = {
    city: [receipt.cityId],
    opening: [`leaf ${leaf}`],
    inclusion: evidence === null ? [] : [`access #${evidence.index + 1}`],
  };
  return {
    place,
    at: receipt.at,
    state,
    ...(reason === undefined ? {} : { reason }),
    lines: checks.map(({ check, outcome, reason: why }) => ({
      name: check,
      outcome,
      facts: [...(why === undefined ? [] : [why]), ...(facts[check] ?? [])],
      ...(why === undefined ? {} : { reason: why }),
    })),
  };
}
