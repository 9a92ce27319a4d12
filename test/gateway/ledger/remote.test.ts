/** What a chain behind JSON-RPC adds: blocks that may still be replaced, and accounts that must pay. */
import { afterEach, expect, test } from 'vitest';
import type { Ledger, LedgerEvent } from '../../../gateway/ledger/ledger.ts';
import { remoteUnderTest } from '../../support/ledgers.ts';

let close = async (): Promise<void> => {};
afterEach(() => close());

async function openRemote(confirmations: number) {
  const under = await remoteUnderTest(confirmations);
  close = under.close;
  return under;
}

async function eventsOf(ledger: Ledger): Promise<LedgerEvent[]> {
  const events: LedgerEvent[] = [];
  for await (const event of ledger.events()) events.push(event);
  return events;
}

test('a write returns and is read once as many blocks stand on it as were asked for, and not before', async () => {
  const { ledger, mine } = await openRemote(3);
  const published = new Uint8Array(32).fill(7);
  const { block } = await ledger.newest();
  let isBack = false;
  const write = ledger.publishRegistrations(published).then(() => {
    isBack = true;
  });
  const isSeen = async (): Promise<boolean> =>
    (await eventsOf(ledger)).some(({ kind }) => kind === 'registrations-published');
  await expect.poll(async () => (await ledger.newest()).block).toBe(block + 1);
  await mine(1);
  await new Promise((done) => setTimeout(done, 700));
  expect([isBack, await isSeen()]).toEqual([false, false]);
  await mine(1);
  await write;
  expect(await isSeen()).toBe(true);
});

test('an account that can’t pay is named, and nothing was written', async () => {
  const { ledger, accountOf } = await openRemote(1);
  const batch = { log: 'HSB', expectedSize: 0, leaves: [new Uint8Array(32)] };
  await expect(ledger.append(batch)).rejects.toMatchObject({
    code: 'LEDGER_ACCOUNT_UNFUNDED',
    details: { account: accountOf('HSB') },
  });
  expect((await eventsOf(ledger)).filter(({ kind }) => kind === 'appended')).toEqual([]);
});
