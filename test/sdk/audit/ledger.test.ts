/** A ledger that is another, or contradicts itself, is found and not merely refused. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { views, wordOf } from '../../../sdk/ledger/registers.ts';
import { EMPTY_ROOT } from '../../../sdk/log/hashing.ts';
import type { TrustedCity } from '../../../sdk/verify/types.ts';
import {
  type AuditGround,
  codesOf,
  detailOf,
  type Lie,
  openAuditGround,
} from '../../support/audit-ground.ts';

let ground: AuditGround;
let run: AuditGround['run'];

beforeAll(async () => {
  ground = await openAuditGround();
  ({ run } = ground);
}, 120_000);
afterAll(() => ground.close());

type Found = { readonly address: string; readonly data: string };

/** Lets the ledger change what it gives of the log that the nth append with many leaves belongs to. */
const inAppended =
  (change: (event: Found) => Found[]): Lie =>
  (method, answer) => {
    if (method !== 'eth_getLogs') return answer;
    const { logs } = ground.city.ledger.identity.contracts;
    let appended = 0;
    return (answer as Found[]).flatMap((event) =>
      event.address.toLowerCase() === logs.toLowerCase() && event.data.length > 2000 && appended++ === 0
        ? change(event)
        : [event],
    );
  };

test('another chain than was known is found, with a trust file and without', async () => {
  const another: Lie = (method, answer) =>
    method === 'eth_getBlockByNumber' ? { ...(answer as object), hash: `0x${'00'.repeat(32)}` } : answer;
  expect(codesOf(await run({ lie: another }))).toEqual(['LEDGER_DIFFERS']);
  expect(codesOf(await run({ lie: another, trust: await ground.trust() }))).toEqual(['LEDGER_DIFFERS']);
  expect(
    codesOf(await run({ lie: (method, answer) => (method === 'eth_chainId' ? '0x1' : answer) })),
  ).toEqual(['LEDGER_DIFFERS']);
});

test('a chain without the city’s registers is found', async () => {
  const elsewhere = (city: TrustedCity): TrustedCity => ({
    ...city,
    ledger: { ...city.ledger, contracts: { ...city.ledger.contracts, issuers: `0x${'33'.repeat(20)}` } },
  });
  const checks = await run({ trust: await ground.trust(elsewhere) });
  expect(codesOf(checks)).toEqual(['LEDGER_DIFFERS']);
  expect(detailOf(checks)).toContain('no register of issuers');
});

test('a ledger that leaves out what was appended, or gives what can’t be read, is found', async () => {
  const left = await run({ lie: inAppended(() => []) });
  expect(codesOf(left)).toEqual(['LEDGER_CONTRADICTS']);
  expect(detailOf(left)).toBe('its events don’t fit each other: log PSB');
  const cut = await run({ lie: inAppended((event) => [{ ...event, data: event.data.slice(0, 200) }]) });
  expect(codesOf(cut)).toEqual(['LEDGER_CONTRADICTS']);
});

test('a ledger whose events don’t lead to its own head is found, and so is the gateway that agrees with the head', async () => {
  const changed = inAppended((event) => [{ ...event, data: `${event.data.slice(0, -2)}00` }]);
  const codes = codesOf(await run({ lie: changed }));
  expect(codes).toContain('LEDGER_CONTRADICTS');
  expect(codes).toContain('HEAD_DIFFERS');
});

test('a ledger that shows a former head beside newer events is found', async () => {
  const former = [`0x${'0'.repeat(192)}`, `0x${Buffer.from(EMPTY_ROOT).toString('hex')}`];
  const questions = [views.head + wordOf('PSB'), views.root + wordOf('PSB')];
  const atLog: Lie = (_method, answer, [message]) => {
    const asked = questions.indexOf((message as { data?: string } | undefined)?.data ?? '');
    return former[asked] ?? answer;
  };
  expect(codesOf(await run({ lie: atLog }))).toEqual(['LEDGER_CONTRADICTS']);
  const { statusLists } = ground.city.ledger.identity.contracts;
  const atLists: Lie = (method, answer, [message]) =>
    method === 'eth_call' && (message as { to: string }).to === statusLists.toLowerCase()
      ? `0x${'0'.repeat(64)}`
      : answer;
  expect(codesOf(await run({ lie: atLists }))).toEqual(['STATUS_CHAIN_DIFFERS']);
});
