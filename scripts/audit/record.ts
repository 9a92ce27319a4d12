/** The ledger as an audit reads it: asked first whether it is the right one, then read once and kept. */
import type { JsonRpcApiProvider } from 'ethers';
import type { Clock } from '../../gateway/clock.ts';
import { CityError, hasCode } from '../../gateway/errors.ts';
import { openEvmLedger } from '../../gateway/ledger/evm.ts';
import { ask } from '../../gateway/ledger/evm-transactions.ts';
import type { Ledger, LedgerEvent, LedgerIdentity } from '../../gateway/ledger/ledger.ts';
import { VerifiedCopy } from '../../gateway/ledger/verified-copy.ts';
import type { TrustedCity } from '../../sdk/verify/types.ts';
import { type Check, finding } from './findings.ts';

/** Milliseconds that a gateway may be behind its ledger: it learns of a block once as many stand on it as it waits for. */
const MOST_BEHIND = 60_000;

type Known = TrustedCity['ledger'];

/** The ledger that a city is known to be on, or a finding where another is at the address. @throws CityError LEDGER_UNREACHABLE */
export async function openKnownLedger(provider: JsonRpcApiProvider, known: Known): Promise<Ledger | Check> {
  const chainId = Number(await ask(provider, 'eth_chainId', []));
  const first = (await ask(provider, 'eth_getBlockByNumber', ['0x0', false])) as { hash?: unknown } | null;
  if (chainId !== known.chainId || first?.hash !== known.genesis)
    return differs(
      `chain ${chainId} begins with ${first?.hash}, and chain ${known.chainId} with ${known.genesis} was known`,
    );
  try {
    const { issuers } = known.contracts;
    return await openEvmLedger({ provider, issuers, accountOf: writesNothing, close: async () => {} });
  } catch (error) {
    if (!hasCode(error, 'LEDGER_REFUSED')) throw error;
    return differs(`there is no register of issuers at ${known.contracts.issuers}`);
  }
}

/** Where what is said of the ledger isn't what it says itself; addresses are the same in any case of letters. */
export function compareIdentity(what: string, said: Known, identity: LedgerIdentity): Check[] {
  const [one, other] = [said, identity].map(({ id, chainId, genesis, contracts }) =>
    Object.entries({ id, chainId, genesis, ...contracts }),
  );
  const names = (one ?? []).filter(([, value], place) => !isSameText(value, other?.[place]?.[1]));
  return names.length === 0 ? [] : [differs(names.map(([name]) => name).join(', '), what)];
}

const isSameText = (one: unknown, other: unknown): boolean =>
  String(one).toLowerCase() === String(other).toLowerCase();

const differs = (detail: string, what = 'ledger'): Check => finding(what, 'LEDGER_DIFFERS', detail);

function writesNothing(): never {
  throw new CityError('NOT_OPERATOR');
}

/** What has been read of the ledger so far; leaves are too many to keep. */
export class LedgerRecord {
  readonly ledger: Ledger;
  readonly copy: VerifiedCopy;
  readonly #provider: JsonRpcApiProvider;
  readonly #changes: LedgerEvent[] = [];

  constructor(ledger: Ledger, { provider, clock }: { provider: JsonRpcApiProvider; clock: Clock }) {
    const { identity } = ledger;
    this.ledger = ledger;
    this.#provider = provider;
    this.copy = new VerifiedCopy(
      { identity, newest: () => ledger.newest(), events: (after) => this.#keep(ledger.events(after)) },
      clock,
    );
  }

  /** Every event but what was appended, oldest first. */
  get changes(): readonly LedgerEvent[] {
    return this.#changes;
  }

  /** The departments' logs and the access log. */
  get logs(): readonly string[] {
    return [...this.copy.departments(), 'access'];
  }

  /** Reads what is new. @throws CityError LEDGER_UNREACHABLE; LEDGER_CONTRADICTS where the events don't fit each other */
  refresh(): Promise<void> {
    return this.copy.refresh();
  }

  /** True where a gateway that was read `at` a moment need not have known the block: one from the future is no excuse. */
  async isFresh(block: number, at: Date): Promise<boolean> {
    const found = await ask(this.#provider, 'eth_getBlockByNumber', [`0x${block.toString(16)}`, false]);
    const { timestamp } = found as { timestamp: string };
    return Math.abs(at.getTime() - 1000 * Number(timestamp)) <= MOST_BEHIND;
  }

  async *#keep(events: AsyncIterable<LedgerEvent>): AsyncIterable<LedgerEvent> {
    for await (const event of events) {
      if (event.kind !== 'appended') this.#changes.push(event);
      yield event;
    }
  }
}
