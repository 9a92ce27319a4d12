/** The list of logs as it is served, against the logs that the ledger has. */
import type { z } from 'zod';
import type { CityNames } from '../../gateway/ids.ts';
import { trustedKeysOf } from '../../gateway/log/trust-routes.ts';
import { type logDescription, logList } from '../../sdk/schemas/log.ts';
import { type Check, finding } from './findings.ts';
import type { LedgerRecord } from './record.ts';

export type Listed = z.infer<typeof logDescription>;

/** What the listing holds; nothing where it can't be read. */
export const listedIn = (listing: unknown): readonly Listed[] => logList.safeParse(listing).data?.items ?? [];

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
      const { origin, verifierKeys } = trustedKeysOf(item.name, { names, copy: record.copy });
      const wrong = [
        ...(item.origin === origin ? [] : ['origin']),
        ...(verifierKeys.includes(item.verifierKey) ? [] : ['verifier key']),
        ...(item.ledgerId === record.copy.identity.id ? [] : ['ledger']),
      ];
      return wrong.length === 0 ? [] : [finding(what, 'LOG_LISTING_DIFFERS', wrong.join(', '))];
    }),
  ];
}
