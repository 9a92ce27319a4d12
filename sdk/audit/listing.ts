/** The list of logs as it is served, against the logs that the ledger has. */

import { trustedKeysOf } from '../trust/told.ts';
import type { CityNames } from '../verify/names.ts';
import { count, digest, listOf, object, text } from '../verify/shape.ts';
import { type Check, finding } from './findings.ts';
import type { LedgerRecord } from './record.ts';

/** A log as it is listed. */
export type Listed = {
  readonly name: string;
  readonly origin: string;
  readonly verifierKey: string;
  readonly ledgerId: string;
  readonly size: number;
  readonly root: string;
};

const isListing = object({
  items: listOf(
    object({ name: text, origin: text, verifierKey: text, ledgerId: text, size: count, root: digest }),
  ),
});

/** What the listing holds; nothing where it can't be read. */
export const listedIn = (listing: unknown): readonly Listed[] =>
  isListing(listing) ? (listing as { items: readonly Listed[] }).items : [];

/** That exactly the ledger's logs are listed, each under its own name, keys and ledger; heads are compared as logs are rebuilt. */
export function auditListing(
  items: readonly Listed[],
  { record, names }: { readonly record: LedgerRecord; readonly names: CityNames },
): Check[] {
  const known = new Set(record.logs);
  return [
    ...[...known]
      .filter((log) => !items.some(({ name }) => name === log))
      .map((log) => finding(`log ${log}`, 'LOG_NOT_SERVED', 'the gateway doesn’t list it')),
    ...items.flatMap((item): Check[] => {
      const what = `log ${item.name}`;
      if (!known.has(item.name))
        return [finding(what, 'LOG_LISTING_DIFFERS', 'it is listed, and the ledger has no such log')];
      const { origin, verifierKeys } = trustedKeysOf(item.name, { names, state: record.state });
      const wrong = [
        ...(item.origin === origin ? [] : ['origin']),
        ...(verifierKeys.includes(item.verifierKey) ? [] : ['verifier key']),
        ...(item.ledgerId === record.ledger.identity.id ? [] : ['ledger']),
      ];
      return wrong.length === 0 ? [] : [finding(what, 'LOG_LISTING_DIFFERS', wrong.join(', '))];
    }),
  ];
}
