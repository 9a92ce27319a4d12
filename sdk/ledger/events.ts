/** The registers' events, read in ranges as large as the endpoint allows. */

import { decodeEvent, type FoundEvent } from './decode.ts';
import type { LedgerEvent, LedgerIdentity, LedgerPosition } from './ledger.ts';
import { LedgerError } from './ledger-error.ts';
import { type Ask, hexOf, TooManyQuestions, textOf } from './rpc.ts';

// What public endpoints accept; smaller as long as one refuses.
const RANGE = 5_000;

export type EventQuery = {
  readonly contracts: LedgerIdentity['contracts'];
  /** For the first topic and those behind it, any of which it may be; all events where not given. */
  readonly topics?: readonly (readonly string[])[];
  readonly from: number;
  readonly to: number;
  readonly onProgress?: (block: number, of: number) => void;
};

/** Events of the registers from the block `from` up to the block `to`, oldest first. @throws LedgerError */
export async function* readEvents(ask: Ask, query: EventQuery): AsyncGenerator<LedgerEvent> {
  const { from: first, to: last, contracts, onProgress } = query;
  let range = RANGE;
  for (let from = first; from <= last; ) {
    const to = Math.min(last, from + range - 1);
    let found: readonly FoundEvent[];
    try {
      found = await findEvents(ask, { ...query, from, to });
    } catch (error) {
      if (range === 1 || !(error instanceof LedgerError) || error instanceof TooManyQuestions) throw error;
      range = Math.ceil(range / 10);
      continue;
    }
    for (const event of found) {
      const decoded = decodeEvent(contracts, event);
      if (decoded !== undefined) yield decoded;
    }
    onProgress?.(to, last);
    from = to + 1;
  }
}

/** All events after a position, up to the block `to`, oldest first; from the beginning without one. @throws LedgerError */
export async function* readEventsAfter(
  ask: Ask,
  {
    contracts,
    after,
    to,
  }: Pick<EventQuery, 'contracts' | 'to'> & { readonly after?: LedgerPosition | undefined },
): AsyncGenerator<LedgerEvent> {
  for await (const event of readEvents(ask, { contracts, from: firstBlock(after), to }))
    if (isAfter(event.position, after)) yield event;
}

/** The first block with an event after a position: that of the position, unless it is the block's end. */
function firstBlock(after: LedgerPosition | undefined): number {
  if (after === undefined) return 0;
  return after.place === Number.MAX_SAFE_INTEGER ? after.block + 1 : after.block;
}

function isAfter(position: LedgerPosition, after: LedgerPosition | undefined): boolean {
  if (after === undefined || position.block > after.block) return true;
  return position.block === after.block && position.place > after.place;
}

async function findEvents(ask: Ask, { contracts, topics, from, to }: EventQuery): Promise<FoundEvent[]> {
  const question = {
    fromBlock: hexOf(from),
    toBlock: hexOf(to),
    address: Object.values(contracts),
    ...(topics === undefined ? {} : { topics }),
  };
  const found = await ask('eth_getLogs', [question]);
  if (!Array.isArray(found)) throw new LedgerError('the ledger gave no list of events');
  return found.map(({ address, topics: told, data, blockNumber, logIndex }) => ({
    address: textOf(address).toLowerCase(),
    topics: [told].flat().map(textOf),
    data: textOf(data),
    position: { block: Number(textOf(blockNumber)), place: Number(textOf(logIndex)) },
  }));
}
