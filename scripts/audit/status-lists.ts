/** Status lists as published, against the changes that the ledger records. */
import { createHash } from 'node:crypto';
import { nextHead } from '../../gateway/credentials/status-batcher.ts';
import { listHashOf } from '../../gateway/credentials/status-lists.ts';
import type { Ledger } from '../../gateway/ledger/ledger.ts';
import type { VerifiedCopy } from '../../gateway/ledger/verified-copy.ts';
import { isEqualBytes } from '../../sdk/verify/bytes.ts';
import { checkOf } from '../../sdk/verify/jws.ts';
import { inflate, verifySignatures } from '../../sdk/verify/node-platform.ts';
import { readStatusToken, STATUS_LIST_BYTES, setStatusAt } from '../../sdk/verify/status-list.ts';
import { type Check, finding, holds } from './findings.ts';
import type { ReadServed } from './served.ts';

type List = {
  readonly department: string;
  readonly list: number;
  readonly bits: Uint8Array;
  head: Uint8Array;
  hash: Uint8Array;
  isWhole: boolean;
};

/** Every list that ever changed. */
export async function* auditStatusLists({
  read,
  copy,
  ledger,
}: {
  readonly read: ReadServed;
  readonly copy: VerifiedCopy;
  readonly ledger: Ledger;
}): AsyncGenerator<Check> {
  for (const list of (await rebuildLists(ledger)).values()) {
    const what = `status list ${list.department}/${list.list}`;
    const head = await ledger.statusHead(list.department, list.list);
    if (!list.isWhole || !isEqualBytes(head, list.head))
      yield finding(what, 'STATUS_CHAIN_DIFFERS', 'its changes don’t lead to its head');
    yield (await auditToken(list, { what, read, copy })) ??
      holds(
        what,
        `as the ledger has it, signed, ${createHash('sha256').update(list.bits).digest('hex').slice(0, 16)}…`,
      );
  }
}

async function rebuildLists(ledger: Ledger): Promise<ReadonlyMap<string, List>> {
  const lists = new Map<string, List>();
  for await (const event of ledger.events()) {
    if (event.kind !== 'status-changed') continue;
    const { department, list, changes, listHash } = event;
    const name = `${department}/${list}`;
    const known = lists.get(name) ?? {
      department,
      list,
      bits: new Uint8Array(STATUS_LIST_BYTES),
      head: new Uint8Array(32),
      hash: listHash,
      isWhole: true,
    };
    lists.set(name, known);
    for (const { index, value } of changes) setStatusAt(known.bits, index, value);
    known.isWhole &&= isEqualBytes(listHashOf(known.bits), listHash);
    known.head = nextHead({ head: known.head, listHash, changes });
    known.hash = listHash;
  }
  return lists;
}

async function auditToken(
  { department, list, hash }: List,
  { what, read, copy }: { readonly what: string; readonly read: ReadServed; readonly copy: VerifiedCopy },
): Promise<Check | undefined> {
  const served = await read(`/status/${department}/${list}`);
  if (served === undefined) return finding(what, 'STATUS_LIST_NOT_SERVED', 'the gateway doesn’t serve it');
  try {
    const token = readStatusToken(new TextDecoder().decode(served));
    const key = copy.keysOf(department).find(({ thumbprint, ended }) => thumbprint === token.kid && !ended);
    const [isSigned = false] = key === undefined ? [] : await verifySignatures([checkOf(token.jws, key)]);
    if (!isSigned || !token.subject.endsWith(`/status/${department}/${list}`))
      return finding(what, 'STATUS_LIST_NOT_SIGNED', 'not by a key of the department that is in force');
    const bits = await inflate(Buffer.from(token.compressed, 'base64url'), STATUS_LIST_BYTES);
    if (bits === undefined || !isEqualBytes(listHashOf(bits), hash))
      return finding(what, 'STATUS_LIST_DIFFERS', 'it isn’t the list that the ledger has');
    return undefined;
  } catch {
    return finding(what, 'STATUS_LIST_NOT_SIGNED', 'it is no status list token');
  }
}
