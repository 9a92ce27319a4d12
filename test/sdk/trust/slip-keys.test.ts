/** Keys of slips are taken from whoever hands them on, as far as the access log's key on the ledger vouches for them. */
import { expect, test } from 'vitest';
import { verifySlip } from '../../../sdk/slip/index.ts';
import { addSlipKeys, LedgerError } from '../../../sdk/trust/index.ts';
import type { Trust } from '../../../sdk/verify/types.ts';
import { slipCity } from '../../support/slip-fixture.ts';
import { testNoteKey } from '../../support/test-keys.ts';

const here = slipCity();
const at = new Date('2026-11-23T08:00:00Z');

/** The trust as the ledger alone gives it. */
function fromLedger(): Trust {
  const { slipKeys: _, ...city } = here.city;
  return { version: 1, cities: [city] };
}

test('a gateway’s key of slips is added, and slips are known by it', async () => {
  const text = await here.ticket();
  expect(await verifySlip(text, { trust: fromLedger(), at })).toEqual({
    valid: false,
    reason: 'TRUST_TOO_OLD',
  });
  const trust = await addSlipKeys(fromLedger(), here.trust);
  expect(await verifySlip(text, { trust, at })).toMatchObject({ valid: true });
});

test('a key that nobody on the ledger vouches for is left out, and nothing else is taken over', async () => {
  const forged = slipCity(undefined, testNoteKey('a stranger'));
  const told = { version: 1, cities: [{ ...forged.city, asOf: 1 }] };
  const [city] = (await addSlipKeys(fromLedger(), told)).cities;
  expect(city).toEqual({ ...fromLedger().cities[0], slipKeys: [] });
});

test('what is no trust file is told as that', async () => {
  await expect(addSlipKeys(fromLedger(), { version: 2 })).rejects.toThrow(LedgerError);
});
