/** The ledger as anybody reads it, in the page. */
import { openKnownLedger } from '../../../../sdk/audit/record.ts';
import { readEvents } from '../../../../sdk/ledger/events.ts';
import type { EvmReader } from '../../../../sdk/ledger/evm-reader.ts';
import type { LedgerEvent } from '../../../../sdk/ledger/ledger.ts';
import { LedgerState } from '../../../../sdk/ledger/ledger-state.ts';
import { topics } from '../../../../sdk/ledger/registers.ts';
import { openRpc } from '../../../../sdk/ledger/rpc.ts';
import { call } from '../../calls/call.ts';
import { Unreached } from '../../calls/problem.ts';
import { keptTrust } from '../trust.ts';

/** An event with the moment of its block. */
export type DatedEvent = LedgerEvent & { readonly at: Date };

export type EventKind = 'all' | 'batches' | 'status' | 'accreditations';

const { appended, statusChanged, ...accreditations } = topics;
const topicsOf: Readonly<Record<EventKind, readonly string[]>> = {
  all: Object.values(topics),
  batches: [appended],
  status: [statusChanged],
  accreditations: Object.values(accreditations),
};

/** Blocks that are asked for at once, and how many events make a page. */
const BLOCKS = 200;
const PAGE = 20;

const ask = openRpc('/ledger');
const times = new Map<number, Promise<Date>>();
let opened: Promise<EvmReader> | undefined;

/** The ledger that the platform names. @throws Unreached where it can't be read, or isn't that one */
export function openLedger(): Promise<EvmReader> {
  opened ??= open().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

async function open(): Promise<EvmReader> {
  const city = (await keptTrust.refresh()).cities[0];
  if (city === undefined) throw new Unreached();
  const found = await reached(() => openKnownLedger(ask, city.ledger));
  if (!('identity' in found)) throw new Unreached();
  return found;
}

/** A page of events before a block, newest first; `before` of the next page is null where there are no more. @throws Unreached */
export async function readBackwards(
  kind: EventKind,
  before: number | undefined,
): Promise<{ readonly events: readonly DatedEvent[]; readonly before: number | null }> {
  const ledger = await openLedger();
  return reached(async () => {
    const { contracts } = ledger.identity;
    const events: LedgerEvent[] = [];
    let to = (before ?? (await ledger.newest()).block + 1) - 1;
    while (to >= 0 && events.length < PAGE) {
      const from = Math.max(0, to - BLOCKS + 1);
      const found: LedgerEvent[] = [];
      for await (const event of readEvents(ask, { contracts, topics: [topicsOf[kind]], from, to }))
        found.push(event);
      events.push(...found.toReversed());
      to = from - 1;
    }
    // A block is shown whole, or the next page would begin in the middle of it.
    const last = events[PAGE - 1]?.position.block;
    const shown = last === undefined ? events : events.filter(({ position }) => position.block >= last);
    const dated = await Promise.all(
      shown.map(async (event) => ({ ...event, at: await timeOf(ledger, event.position.block) })),
    );
    return { events: dated, before: last === undefined ? null : last };
  });
}

function timeOf(ledger: EvmReader, block: number): Promise<Date> {
  const time = times.get(block) ?? ledger.timeOf(block);
  times.set(block, time);
  time.catch(() => times.delete(block));
  return time;
}

/** What the accreditations on the ledger add up to. @throws Unreached */
export async function readAccreditations(): Promise<LedgerState> {
  const ledger = await openLedger();
  return reached(async () => {
    const { block: to } = await ledger.newest();
    const state = new LedgerState();
    const wanted = { contracts: ledger.identity.contracts, topics: [topicsOf.accreditations], from: 0, to };
    for await (const event of readEvents(ask, wanted)) state.fold(event);
    return state;
  });
}

/**
 * A ledger that can't be read is told as a gateway is: nothing is known of it. While the gateway restarts it is waited for,
 * as any read does. @throws Unreached
 */
async function reached<Found>(read: () => Promise<Found>): Promise<Found> {
  try {
    return await read();
  } catch {
    await call('GET', '/health');
    return read().catch(() => {
      throw new Unreached();
    });
  }
}
