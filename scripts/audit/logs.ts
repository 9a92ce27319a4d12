/** Logs as served, against logs as the ledger's events rebuild them; and every entry against the accreditations. */
import type { LedgerEvent } from '../../gateway/ledger/ledger.ts';
import type { VerifiedCopy } from '../../gateway/ledger/verified-copy.ts';
import { decodeBundle } from '../../gateway/log/bundles.ts';
import { compareLogs, type ServedLog } from '../../gateway/log/rebuild.ts';
import { ENTRIES_LEVEL, TILE_WIDTH, tilePath } from '../../gateway/log/tile-paths.ts';
import { checksOf, parseCheckpoint, verifierKeyOf } from '../../sdk/verify/checkpoint.ts';
import { decodeEntry } from '../../sdk/verify/entry.ts';
import { verifySignatures } from '../../sdk/verify/node-platform.ts';
import { type Check, finding, holds } from './findings.ts';
import { type ReadServed, readJson } from './served.ts';

type Listed = { readonly name: string; readonly origin: string };

export type LogAudit = {
  readonly read: ReadServed;
  readonly copy: VerifiedCopy;
  readonly events: () => AsyncIterable<LedgerEvent>;
  readonly onProgress: (leaves: number) => void;
};

/** Every log that the ledger knows an owner of. */
export async function* auditLogs({ read, copy, events, onProgress }: LogAudit): AsyncGenerator<Check> {
  const { items } = await readJson<{ items: Listed[] }>(read, '/log');
  const served = new Map<string, ServedLog>();
  const entryFindings: Check[] = [];
  for (const name of [...copy.departments(), 'access']) {
    const listed = items.find((item) => item.name === name);
    const head = listed === undefined ? undefined : await readHead(listed, { read, copy });
    if (head === undefined || !('size' in head)) {
      yield head ?? finding(`log ${name}`, 'LOG_NOT_SERVED', 'the gateway doesn’t list it');
      continue;
    }
    served.set(name, {
      ...head,
      tile: async (address) => {
        const bytes = await read(`/log/${name}/tile/${tilePath(address)}`);
        if (address.level === ENTRIES_LEVEL && bytes !== undefined)
          entryFindings.push(...auditEntries(name, { bytes, first: address.index * TILE_WIDTH, copy }));
        return bytes;
      },
    });
  }
  const broken = new Set<string>();
  for await (const { log, code, level, index } of compareLogs({ events: events(), served, onProgress })) {
    broken.add(log);
    yield finding(
      `log ${log}`,
      code,
      level === ENTRIES_LEVEL ? `entry bundle ${index}` : `level ${level}, place ${index}`,
    );
  }
  yield* entryFindings;
  for (const [name, { size }] of served)
    if (!broken.has(name) && entryFindings.every(({ what }) => what !== `log ${name}`))
      yield holds(
        `log ${name}`,
        `${size.toLocaleString('en')} entries as the ledger has them, head signed, each issued under accreditation`,
      );
}

/** The signed head; a finding where the log's key, as the ledger records it, didn't sign it. */
async function readHead(
  { name, origin }: Listed,
  { read, copy }: Pick<LogAudit, 'read' | 'copy'>,
): Promise<{ size: number; root: Uint8Array } | Check> {
  const what = `log ${name}`;
  const bytes = await read(`/log/${name}/checkpoint`);
  const note = bytes === undefined ? undefined : parseCheckpoint(new TextDecoder().decode(bytes));
  if (note === undefined || note.origin !== origin)
    return finding(what, 'LOG_NOT_SERVED', 'it has no checkpoint of its own');
  const keys = copy.checkpointKeysOf(name).map(({ key }) => verifierKeyOf(origin, key));
  const checks = checksOf(note, keys);
  const isSigned = checks.length > 0 && (await verifySignatures(checks)).every((isGood) => isGood);
  if (!isSigned) return finding(what, 'CHECKPOINT_NOT_SIGNED', 'not by the key that the ledger records');
  return { size: note.size, root: note.root };
}

function auditEntries(
  log: string,
  { bytes, first, copy }: { readonly bytes: Uint8Array; readonly first: number; readonly copy: VerifiedCopy },
): Check[] {
  const what = `log ${log}`;
  return decodeBundle(Buffer.from(bytes)).flatMap((encoded, place): Check[] => {
    const entry = decodeEntry(encoded);
    const leaf = first + place;
    if (entry === undefined || (entry.kind === 'access') !== (log === 'access'))
      return [finding(what, 'ENTRY_MALFORMED', `leaf ${leaf}`)];
    const { credentialType } = entry;
    if (credentialType === undefined) return [];
    const isCovered = copy
      .keysOf(log)
      .some(({ thumbprint }) => copy.isAccreditedAt({ department: log, thumbprint, credentialType, leaf }));
    return isCovered
      ? []
      : [finding(what, 'ISSUED_WITHOUT_ACCREDITATION', `leaf ${leaf}: ${credentialType}`)];
  });
}
