/** Entries of a log, against the accreditations at their places. */
import type { LedgerState } from '../ledger/ledger-state.ts';
import { decodeEntry } from '../verify/entry.ts';
import { type Check, finding } from './findings.ts';

export type EntryAudit = {
  /** Place of the first entry. */
  readonly first: number;
  readonly entries: readonly Uint8Array[];
  readonly state: LedgerState;
};

/** That each entry is of the log's kind, and what was issued was issued under a key accredited for the type at that leaf. */
export function auditEntries(log: string, { first, entries, state }: EntryAudit): Check[] {
  const what = `log ${log}`;
  return entries.flatMap((encoded, place): Check[] => {
    const entry = decodeEntry(encoded);
    const leaf = first + place;
    if (entry === undefined || (entry.kind === 'access') !== (log === 'access'))
      return [finding(what, 'ENTRY_MALFORMED', `leaf ${leaf}`)];
    const { credentialType } = entry;
    if (credentialType === undefined) return [];
    const isCovered = state
      .keysOf(log)
      .some(({ thumbprint }) => state.isAccreditedAt({ department: log, thumbprint, credentialType, leaf }));
    return isCovered
      ? []
      : [finding(what, 'ISSUED_WITHOUT_ACCREDITATION', `leaf ${leaf}: ${credentialType}`)];
  });
}
