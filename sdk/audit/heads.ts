/** Heads that somebody says the logs have, whoever says it: each must be one that the ledger's events lead through. */

import { decodeBase64url, verifySignatures } from '#platform';
import type { LogHead } from '../ledger/ledger.ts';
import { checksOf, parseCheckpoint, verifierKeyOf } from '../verify/checkpoint.ts';
import type { TrustedCity } from '../verify/types.ts';
import { type Check, type FindingCode, finding } from './findings.ts';
import type { Listed } from './listing.ts';
import type { ClaimedHead } from './rebuild.ts';
import type { LedgerRecord } from './record.ts';

/** Who may say what head a log has. */
export type Claimant = 'checkpoint' | 'listing' | 'told' | 'trusted' | 'ledger';

type Row = {
  readonly name: string;
  /** Found where the log never had the head. */
  readonly differs: FindingCode;
  /** Found where the log went on long since. */
  readonly behind?: FindingCode;
};

export const claimants: Readonly<Record<Claimant, Row>> = {
  checkpoint: { name: 'checkpoint', differs: 'HEAD_DIFFERS', behind: 'LOG_BEHIND_LEDGER' },
  listing: { name: 'GET /log', differs: 'LOG_LISTING_DIFFERS', behind: 'LOG_LISTING_DIFFERS' },
  told: { name: '/trust.json', differs: 'ACCREDITATIONS_DIFFER', behind: 'ACCREDITATIONS_DIFFER' },
  trusted: { name: 'trust file', differs: 'LEDGER_DIFFERS' },
  ledger: { name: 'the ledger’s own head', differs: 'LEDGER_CONTRADICTS' },
};

/** A head and who says it. */
export type Claim = ClaimedHead<Claimant>;

export type ClaimedHeads = {
  readonly listed: readonly Listed[];
  readonly told: TrustedCity | undefined;
  readonly trusted: TrustedCity | undefined;
  /** The ledger's own heads by the log's name. */
  readonly ledger: ReadonlyMap<string, LogHead>;
};

/** Everybody's heads of one log. */
export function headsOf(log: string, { listed, told, trusted, ledger }: ClaimedHeads): Claim[] {
  const own = ledger.get(log);
  const isOf = ({ name }: { readonly name: string }): boolean => name === log;
  const claimed = (by: Claimant, heads: readonly { size: number; root: string }[]): Claim[] =>
    heads.map(({ size, root }) => ({ by, size, root: decodeBase64url(root) ?? new Uint8Array() }));
  return [
    ...claimed('listing', listed.filter(isOf)),
    ...claimed('told', checkpointsOf(told?.logs.filter(isOf))),
    ...claimed('trusted', checkpointsOf(trusted?.logs.filter(isOf))),
    ...(own === undefined ? [] : [{ by: 'ledger' as const, size: own.size, root: own.root }]),
  ];
}

const checkpointsOf = (logs: TrustedCity['logs'] = []) => logs.map(({ checkpoint }) => checkpoint);

/** The ledger's own heads, which are not behind the events that it gave before. */
export async function readLedgerHeads({ ledger, state, logs }: LedgerRecord): Promise<{
  readonly heads: ReadonlyMap<string, LogHead>;
  readonly findings: readonly Check[];
}> {
  const heads = new Map<string, LogHead>();
  const findings: Check[] = [];
  for (const log of logs) {
    const head = await ledger.head(log);
    heads.set(log, head);
    if (head.size < state.sizeOf(log))
      findings.push(
        finding(`log ${log}`, 'LEDGER_CONTRADICTS', `its head is at ${head.size}, behind its own events`),
      );
  }
  return { heads, findings };
}

/** The served checkpoint's head; a finding where it isn't the log's or no key that the ledger records signed it. */
export async function readCheckpoint(
  log: string,
  { bytes, origin, record }: { bytes: Uint8Array | undefined; origin: string; record: LedgerRecord },
): Promise<Claim | Check> {
  const what = `log ${log}`;
  const note = bytes === undefined ? undefined : parseCheckpoint(new TextDecoder().decode(bytes));
  if (note === undefined || note.origin !== origin)
    return finding(what, 'LOG_NOT_SERVED', 'it has no checkpoint of its own');
  const keys = record.state.checkpointKeysOf(log).map(({ key }) => verifierKeyOf(origin, key));
  const checks = checksOf(note, keys);
  const isSigned = checks.length > 0 && (await verifySignatures(checks)).every((isGood) => isGood);
  if (!isSigned) return finding(what, 'CHECKPOINT_NOT_SIGNED', 'not by the key that the ledger records');
  return { by: 'checkpoint', size: note.size, root: note.root };
}
