/** Logs as served, against logs as the ledger's events rebuild them; and every entry against the accreditations. */

import { tilePath } from '../log/tile-paths.ts';
import type { CityNames } from '../verify/names.ts';
import type { TrustedCity } from '../verify/types.ts';
import { auditEntries } from './entries.ts';
import { type Check, finding, holds } from './findings.ts';
import {
  type Claimant,
  type ClaimedHeads,
  claimants,
  headsOf,
  readCheckpoint,
  readLedgerHeads,
} from './heads.ts';
import { auditListing, listedIn } from './listing.ts';
import { type ClaimedLog, compareLogs, type LogFinding, type ServedTiles } from './rebuild.ts';
import type { LedgerRecord } from './record.ts';
import type { ReadServed, Served } from './served.ts';

export type LogAudit = {
  readonly read: ReadServed;
  readonly record: LedgerRecord;
  readonly names: CityNames;
  readonly served: Served;
  readonly told: TrustedCity | undefined;
  readonly trusted: TrustedCity | undefined;
  /** Told of leaves compared and of all there are. */
  readonly onProgress: (leaves: number, total: number) => void;
};

/** Every log that the ledger knows an owner of. */
export async function* auditLogs(options: LogAudit): AsyncGenerator<Check> {
  const { record, served, onProgress } = options;
  const { state, ledger } = record;
  const listed = listedIn(served.listing);
  const sizes = new Map(record.logs.map((log) => [log, state.sizeOf(log)]));
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const heads = await readLedgerHeads(record);
  const found = [...auditListing(listed, options), ...heads.findings];
  const logs = new Map<string, ClaimedLog<Claimant>>();
  for (const log of record.logs) {
    const { claimed, findings } = await claimedLog(log, options, { ...options, listed, ledger: heads.heads });
    logs.set(log, claimed);
    found.push(...findings);
  }
  const differences = compareLogs({
    events: ledger.events(),
    logs,
    onProgress: (leaves) => onProgress(leaves, Math.max(total, leaves)),
    onEntries: (log, first, entries) => found.push(...auditEntries(log, { first, entries, state })),
  });
  for await (const difference of differences)
    found.push(...(await checksOf(difference, { ...options, sizes })));
  yield* found;
  for (const [log, size] of sizes)
    if (found.every(({ what }) => what !== `log ${log}`))
      yield holds(
        `log ${log}`,
        `ledger has ${count(size)}, served ${count(logs.get(log)?.tiles?.size ?? 0)}, entry by entry the same; head signed, each issued under accreditation`,
      );
}

async function claimedLog(
  log: string,
  { read, record, names, served }: LogAudit,
  claims: ClaimedHeads,
): Promise<{ readonly claimed: ClaimedLog<Claimant>; readonly findings: readonly Check[] }> {
  const heads = headsOf(log, claims);
  const bytes = served.checkpoints.get(log);
  const checkpoint = await readCheckpoint(log, { bytes, origin: names.logOrigin(log), record });
  if (!('size' in checkpoint)) return { claimed: { heads }, findings: [checkpoint] };
  const { size } = checkpoint;
  const tiles: ServedTiles = {
    size,
    tile: (address) => read(`/log/${log}/tile/${tilePath(address)}`),
  };
  return { claimed: { heads: [...heads, checkpoint], tiles }, findings: [] };
}

/** What a difference means; nothing for a head that a gateway need not have left behind yet. */
async function checksOf(
  difference: LogFinding<Claimant>,
  { record, served, sizes }: Pick<LogAudit, 'record' | 'served'> & { sizes: ReadonlyMap<string, number> },
): Promise<Check[]> {
  const { log, code, index } = difference;
  const what = `log ${log}`;
  if (code !== 'HEAD_DIFFERS' && code !== 'HEAD_PASSED') return [finding(what, code, placeOf(difference))];
  const { name, differs, behind } = claimants[difference.by];
  const detail = `${name}: ledger has ${count(sizes.get(log) ?? 0)}, served ${count(index)}`;
  if (code === 'HEAD_DIFFERS') return [finding(what, differs, detail)];
  const isLate = behind !== undefined && !(await record.isFresh(difference.block, served.at));
  return isLate ? [finding(what, behind, detail)] : [];
}

function placeOf({ code, level, index }: LogFinding<Claimant>): string {
  if (code === 'LEAVES_MISSING') return `leaf ${index}`;
  return code === 'ENTRIES_DIFFER' ? `entry bundle ${index}` : `level ${level}, place ${index}`;
}

const count = (leaves: number): string => leaves.toLocaleString('en');
