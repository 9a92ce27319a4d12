/** Reading the registers' events in order, in ranges as large as the endpoint allows. */
import type { JsonRpcApiProvider } from 'ethers';
import { hasCode } from '../errors.ts';
import type { interfaces } from './abi.ts';
import { decodeEvent } from './evm-codec.ts';
import { ask } from './evm-transactions.ts';
import type { LedgerEvent, LedgerIdentity, LedgerPosition } from './ledger.ts';

// What public endpoints accept; smaller as long as one refuses.
const RANGE = 5_000;

type Source = {
  readonly provider: JsonRpcApiProvider;
  readonly contracts: LedgerIdentity['contracts'];
  readonly after?: LedgerPosition | undefined;
  /** Blocks after which one counts as final, itself included: what may still be replaced is not read. */
  readonly confirmations: number;
};
type FoundLog = {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly blockNumber: string;
  readonly logIndex: string;
};

/** All events after `after`, oldest first, up to the newest final block of this moment. */
export async function* readEvents(source: Source): AsyncIterable<LedgerEvent> {
  const { after } = source;
  const newest = (await newestOf(source)).block;
  let range = RANGE;
  for (let from = firstBlock(after); from <= newest; ) {
    const to = Math.min(newest, from + range - 1);
    try {
      const events = await eventsIn(source, from, to);
      for (const event of events) if (isAfter(event.position, after)) yield event;
      from = to + 1;
    } catch (error) {
      if (range === 1 || !hasCode(error, 'LEDGER_UNREACHABLE')) throw error;
      range = Math.floor(range / 10) || 1;
    }
  }
}

/** The first block with an event after a position: that of the position, unless it is the block's end. */
function firstBlock(after: LedgerPosition | undefined): number {
  if (after === undefined) return 0;
  return after.place === Number.MAX_SAFE_INTEGER ? after.block + 1 : after.block;
}

/** The end of the newest final block; block -1 where none is final yet. */
export async function newestOf({
  provider,
  confirmations,
}: Pick<Source, 'provider' | 'confirmations'>): Promise<LedgerPosition> {
  const newest = Number(await ask(provider, 'eth_blockNumber', []));
  return { block: Math.max(-1, newest - confirmations + 1), place: Number.MAX_SAFE_INTEGER };
}

async function eventsIn(
  { provider, contracts }: Pick<Source, 'provider' | 'contracts'>,
  from: number,
  to: number,
): Promise<LedgerEvent[]> {
  const names = new Map<string, keyof typeof interfaces>([
    [contracts.issuers.toLowerCase(), 'Issuers'],
    [contracts.logs.toLowerCase(), 'CommitmentLogs'],
    [contracts.statusLists.toLowerCase(), 'StatusLists'],
  ]);
  const filter = {
    fromBlock: `0x${from.toString(16)}`,
    toBlock: `0x${to.toString(16)}`,
    address: [...names.keys()],
  };
  const found = (await ask(provider, 'eth_getLogs', [filter])) as FoundLog[];
  return found.flatMap((log) => {
    const name = names.get(log.address.toLowerCase());
    const position = { block: Number(log.blockNumber), place: Number(log.logIndex) };
    const event = name === undefined ? undefined : decodeEvent(name, log, position);
    return event === undefined ? [] : [event];
  });
}

function isAfter(position: LedgerPosition, after: LedgerPosition | undefined): boolean {
  if (after === undefined || position.block > after.block) return true;
  return position.block === after.block && position.place > after.place;
}
