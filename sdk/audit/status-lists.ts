/** Status lists as published, against the changes that the ledger records. */
import { verifySignatures } from '#platform';
import { listHashOf } from '../ledger/status-chain.ts';
import { isEqualBytes } from '../verify/bytes.ts';
import { checkOf } from '../verify/jws.ts';
import type { CityNames } from '../verify/names.ts';
import { openList, readStatusToken, type StatusToken } from '../verify/status-list.ts';
import { type Check, finding, holds } from './findings.ts';
import { changesOf, type RebuiltList, rebuildList } from './rebuilt-list.ts';
import type { LedgerRecord } from './record.ts';
import type { ReadServed } from './served.ts';

export type StatusAudit = {
  readonly read: ReadServed;
  readonly record: LedgerRecord;
  readonly names: CityNames;
  readonly now: () => Date;
};

/** A list as it was found, at a moment; the ledger is read again afterwards. */
type Found = {
  readonly department: string;
  readonly list: number;
  /** Changes that the ledger had told before. */
  readonly before: number;
  readonly head: Uint8Array;
  readonly token: Uint8Array | undefined;
  readonly at: Date;
};

/** Every list that ever changed, and every other that is served: none of its entries may be set. */
export async function* auditStatusLists(options: StatusAudit): AsyncGenerator<Check> {
  const { record } = options;
  const found: Found[] = [];
  for (const department of record.state.departments()) found.push(...(await findLists(department, options)));
  await record.refresh();
  for (const one of found) {
    const { department, list, before, head } = one;
    const what = `status list ${department}/${list}`;
    const rebuilt = rebuildList(changesOf(record.changes, department, list));
    const isChained = rebuilt.states.slice(before).some((state) => isEqualBytes(state.head, head));
    if (!rebuilt.isWhole || !isChained)
      yield finding(what, 'STATUS_CHAIN_DIFFERS', 'its changes don’t lead to its head');
    yield await auditToken(one, { ...options, what, rebuilt });
  }
}

/** The lists that the ledger knows, and those served beyond them. */
async function findLists(department: string, { read, record, now }: StatusAudit): Promise<Found[]> {
  const { changes, ledger } = record;
  const known = changes.flatMap((event) =>
    event.kind === 'status-changed' && event.department === department ? [event.list] : [],
  );
  const highest = known.reduce((most, list) => Math.max(most, list), 0);
  const found: Found[] = [];
  for (let list = 1; ; list++) {
    const at = now();
    const token = await read(`/status/${department}/${list}`);
    if (token === undefined && list > highest) return found;
    const head = await ledger.statusHead(department, list);
    const before = changesOf(changes, department, list).length;
    found.push({ department, list, before, head, token, at });
    // Whoever serves anything at all would be walked for ever.
    if (list > highest && token !== undefined && readToken(token) === undefined) return found;
  }
}

type Judged = StatusAudit & { readonly what: string; readonly rebuilt: RebuiltList };

async function auditToken(found: Found, { what, record, names, rebuilt }: Judged): Promise<Check> {
  const { department, list, at } = found;
  if (found.token === undefined)
    return finding(what, 'STATUS_LIST_NOT_SERVED', 'the gateway doesn’t serve it');
  const token = readToken(found.token);
  if (token === undefined) return finding(what, 'STATUS_LIST_NOT_SIGNED', 'it is no status list token');
  const key = record.state
    .keysOf(department)
    .find(({ thumbprint, ended }) => thumbprint === token.kid && !ended);
  const [isSigned = false] = key === undefined ? [] : await verifySignatures([checkOf(token.jws, key)]);
  if (!isSigned || token.subject !== names.statusList(department, list))
    return finding(what, 'STATUS_LIST_NOT_SIGNED', 'not by a key of the department that is in force');
  if (1000 * token.expiresAt <= at.getTime())
    return finding(what, 'STATUS_LIST_EXPIRED', `at ${new Date(1000 * token.expiresAt).toISOString()}`);
  const bits = await openList(token);
  const hash = bits && listHashOf(bits);
  const shown = rebuilt.states.findLast((state) => hash !== undefined && isEqualBytes(state.hash, hash));
  if (shown !== undefined && shown.until === undefined)
    return holds(what, `as the ledger has it after ${rebuilt.states.length - 1} batches of changes, signed`);
  if (shown?.until !== undefined && (await record.isFresh(shown.until, at)))
    return holds(what, `as the ledger had it before block ${shown.until}, which has just come`);
  return finding(what, 'STATUS_LIST_DIFFERS', 'it isn’t the list that the ledger has');
}

function readToken(bytes: Uint8Array): StatusToken | undefined {
  try {
    return readStatusToken(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
