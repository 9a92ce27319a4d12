/** Reading the registers' events in order, as far as they are final. */
import type { JsonRpcApiProvider } from 'ethers';
import { readEventsAfter } from '../../sdk/ledger/events.ts';
import { LedgerError } from '../../sdk/ledger/ledger-error.ts';
import { ask } from './evm-transactions.ts';
import { asCityError } from './faults.ts';
import type { LedgerEvent, LedgerIdentity, LedgerPosition } from './ledger.ts';

type Source = {
  readonly provider: JsonRpcApiProvider;
  readonly contracts: LedgerIdentity['contracts'];
  readonly after?: LedgerPosition | undefined;
  /** Blocks after which one counts as final, itself included: what may still be replaced is not read. */
  readonly confirmations: number;
};

/** All events after `after`, oldest first, up to the newest final block of this moment. @throws CityError */
export async function* readEvents(source: Source): AsyncGenerator<LedgerEvent> {
  const { provider, contracts, after } = source;
  const { block: to } = await newestOf(source);
  const askForEvents = async (method: string, parameters: readonly unknown[]): Promise<unknown> => {
    try {
      return await ask(provider, method, [...parameters]);
    } catch (cause) {
      throw new LedgerError('the ledger gave no events', { cause });
    }
  };
  try {
    yield* readEventsAfter(askForEvents, { contracts, after, to });
  } catch (error) {
    throw asCityError(error);
  }
}

/** The end of the newest final block; block -1 where none is final yet. */
export async function newestOf({
  provider,
  confirmations,
}: Pick<Source, 'provider' | 'confirmations'>): Promise<LedgerPosition> {
  const newest = Number(await ask(provider, 'eth_blockNumber', []));
  return { block: Math.max(-1, newest - confirmations + 1), place: Number.MAX_SAFE_INTEGER };
}
