/** Whether the ledger leads through a head of a log: asked of the ledger itself, by somebody who needn't rebuild the log. */
import { decodeBase64url } from '#platform';
import type { EvmReader } from '../ledger/evm-reader.ts';
import type { Ask } from '../ledger/rpc.ts';
import { TileWriter } from '../log/tile-writer.ts';
import { isEqualBytes } from '../verify/bytes.ts';
import { isConsistent } from '../verify/merkle.ts';
import { count, digest, listOf, object } from '../verify/shape.ts';
import type { TrustedCity } from '../verify/types.ts';
import { compareIdentity, openKnownLedger } from './record.ts';
import { findJson, type ReadServed } from './served.ts';

/** Size and root of a log at some time. */
export type Head = { readonly size: number; readonly root: Uint8Array };

/** `other-ledger`: at the address is another ledger than the city's. */
export type HeadAnswer = 'leads-through' | 'differs' | 'other-ledger';

/** What a ledger says about heads of its logs. */
export type LedgerHeads = {
  /** The ledger that is asked, as trust files name it. */
  readonly ledgerId: string;
  /** @throws LedgerError where the ledger can't be read; what `read` throws where the gateway can't */
  readonly judge: (log: string, head: Head) => Promise<HeadAnswer>;
};

export type LedgerHeadsOptions = {
  /** Asks the ledger (openRpc). */
  readonly ask: Ask;
  /** The ledger as the trust file names it. */
  readonly ledger: TrustedCity['ledger'];
  /** Reads the gateway, which may show how an older head and the ledger's own are connected; nothing of it is believed. */
  readonly read: ReadServed;
};

/**
 * Opens the ledger at the first question. A head that the gateway doesn't connect with the ledger's own (it learns of a
 * batch after it landed) is looked for in what the ledger recorded as appended, from the beginning.
 */
export function openLedgerHeads({ ask, ledger: known, read }: LedgerHeadsOptions): LedgerHeads {
  let opening: Promise<EvmReader | undefined> | undefined;
  const open = (): Promise<EvmReader | undefined> => {
    opening ??= openOwn(ask, known);
    // What couldn't be read is read again when it is asked for again.
    opening.catch(() => {
      opening = undefined;
    });
    return opening;
  };
  return {
    ledgerId: known.id,
    judge: async (log, head) => {
      const ledger = await open();
      if (ledger === undefined) return 'other-ledger';
      const now = await ledger.head(log);
      if (head.size > now.size) return 'differs';
      if (head.size === now.size) return answerOf(isEqualBytes(head.root, now.root));
      if (await isConnected(log, { head, now, read })) return 'leads-through';
      return answerOf(await isPassed(ledger, log, head));
    },
  };
}

const answerOf = (isOwn: boolean): HeadAnswer => (isOwn ? 'leads-through' : 'differs');

async function openOwn(ask: Ask, known: TrustedCity['ledger']): Promise<EvmReader | undefined> {
  const ledger = await openKnownLedger(ask, known);
  const isOwn = 'identity' in ledger && compareIdentity('ledger', known, ledger.identity).length === 0;
  return isOwn ? ledger : undefined;
}

const isConsistencyProof = object({ from: count, to: count, consistency: listOf(digest) });

type Ends = { readonly head: Head; readonly now: Head; readonly read: ReadServed };

/** That the gateway shows the ledger's present head to contain this one unchanged (RFC 9162 section 2.1.4.2). */
async function isConnected(log: string, { head, now, read }: Ends): Promise<boolean> {
  const shown = await findJson(read, `/log/${log}/consistency?from=${head.size}&to=${now.size}`);
  if (!isConsistencyProof(shown)) return false;
  const { consistency } = shown as { readonly consistency: readonly string[] };
  const path = consistency.flatMap((hash) => decodeBase64url(hash) ?? []);
  return isConsistent({
    ...{ oldSize: head.size, oldRoot: head.root },
    ...{ newSize: now.size, newRoot: now.root },
    path,
  });
}

/** That the log had this head, by what the ledger recorded as appended alone. */
async function isPassed(ledger: EvmReader, log: string, { size, root }: Head): Promise<boolean> {
  const writer = new TileWriter();
  for await (const { leaves } of ledger.appendedTo(log)) {
    for (const leaf of leaves) {
      if (writer.size === size) return isEqualBytes(writer.root(), root);
      writer.append(leaf);
    }
    writer.takeFull();
  }
  return isEqualBytes(writer.root(), root);
}
