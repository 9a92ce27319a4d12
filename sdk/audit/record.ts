/** The ledger as an audit reads it: asked first whether it is the right one, then read once and kept. */
import { type EvmReader, openEvmReader, readChain } from '../ledger/evm-reader.ts';
import type { LedgerEvent, LedgerIdentity } from '../ledger/ledger.ts';
import { LedgerError } from '../ledger/ledger-error.ts';
import { LedgerState } from '../ledger/ledger-state.ts';
import type { Ask } from '../ledger/rpc.ts';
import type { TrustedCity } from '../verify/types.ts';
import { type Check, finding } from './findings.ts';

/** Milliseconds that a gateway may be behind its ledger: it learns of a block once as many stand on it as it waits for. */
const MOST_BEHIND = 60_000;

type Known = TrustedCity['ledger'];

/** The ledger that a city is known to be on, or a finding where another is at the address. @throws LedgerError */
export async function openKnownLedger(ask: Ask, known: Known): Promise<EvmReader | Check> {
  const { chainId, genesis } = await readChain(ask);
  if (chainId !== known.chainId || genesis !== known.genesis)
    return differs(
      `chain ${chainId} begins with ${genesis}, and chain ${known.chainId} with ${known.genesis} was known`,
    );
  try {
    return await openEvmReader(ask, known.contracts.issuers);
  } catch (error) {
    if (!(error instanceof LedgerError) || error.code !== 'LEDGER_REFUSED') throw error;
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

/** What has been read of the ledger so far; leaves are too many to keep. */
export class LedgerRecord {
  readonly ledger: EvmReader;
  readonly state = new LedgerState();
  readonly #changes: LedgerEvent[] = [];

  constructor(ledger: EvmReader) {
    this.ledger = ledger;
  }

  /** Every event but what was appended, oldest first. */
  get changes(): readonly LedgerEvent[] {
    return this.#changes;
  }

  /** The departments' logs and the access log. */
  get logs(): readonly string[] {
    return [...this.state.departments(), 'access'];
  }

  /** Reads what is new. @throws LedgerError LEDGER_UNREACHABLE; LEDGER_CONTRADICTS where the events don't fit each other */
  refresh(): Promise<void> {
    const { ledger } = this;
    return this.state.follow({
      newest: () => ledger.newest(),
      events: (after) => this.#keep(ledger.events(after)),
    });
  }

  /** True where a gateway that was read `at` a moment need not have known the block: one from the future is no excuse. */
  async isFresh(block: number, at: Date): Promise<boolean> {
    const came = await this.ledger.timeOf(block);
    return Math.abs(at.getTime() - came.getTime()) <= MOST_BEHIND;
  }

  async *#keep(events: AsyncIterable<LedgerEvent>): AsyncIterable<LedgerEvent> {
    for await (const event of events) {
      if (event.kind !== 'appended') this.#changes.push(event);
      yield event;
    }
  }
}
