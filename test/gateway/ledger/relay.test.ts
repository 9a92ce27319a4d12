/** A ledger elsewhere is read by anybody through the gateway: what an audit asks, and nothing else. */
import rateLimit from '@fastify/rate-limit';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenLedger, openLedger } from '../../../gateway/ledger/open-ledger.ts';
import { relayTo } from '../../../gateway/ledger/relay.ts';
import { ledgerRoutes } from '../../../gateway/ledger/routes.ts';
import { openEvmReader } from '../../../sdk/ledger/evm-reader.ts';
import type { LedgerEvent, LedgerReader } from '../../../sdk/ledger/ledger.ts';
import { openRpc } from '../../../sdk/ledger/rpc.ts';
import { remoteUnderTest } from '../../support/ledgers.ts';

const app = fastify({ forceCloseConnections: true });
let remote: Awaited<ReturnType<typeof remoteUnderTest>>;
let open: OpenLedger;
let relay: string;

beforeAll(async () => {
  remote = await remoteUnderTest();
  const { issuers } = remote.ledger.identity.contracts;
  await remote.ledger.append({ log: 'access', expectedSize: 0, leaves: [new Uint8Array(32).fill(7)] });
  const config = {
    LEDGER: 'evm',
    LEDGER_URL: remote.url,
    LEDGER_CONTRACTS: issuers,
    LEDGER_CONFIRMATIONS: 1,
    DATA_DIR: '',
  } as const;
  open = await openLedger({ config, keys: remote.keys });
  await app.register(rateLimit, { global: false });
  await app.register(ledgerRoutes(open));
  relay = `${await app.listen({ host: '127.0.0.1', port: 0 })}/ledger`;
}, 60_000);
afterAll(async () => {
  await app.close();
  await open.ledger.close();
  await remote.close();
});

async function ask(method: string, ...params: unknown[]) {
  const answer = await fetch(relay, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  return (await answer.json()) as { result?: unknown; error?: { code: number; message: string } };
}
const codeOf = async (method: string, ...params: unknown[]) => (await ask(method, ...params)).error?.code;

async function everything(ledger: LedgerReader) {
  const events: LedgerEvent[] = [];
  for await (const event of ledger.events()) events.push(event);
  return { identity: ledger.identity, head: await ledger.head('access'), events };
}

test('whoever audits finds there what the ledger itself tells', async () => {
  const { issuers } = remote.ledger.identity.contracts;
  const [through, itself] = await Promise.all(
    [relay, remote.url].map(async (url) => everything(await openEvmReader(openRpc(url), issuers))),
  );
  expect(through).toEqual(itself);
  expect(through?.head.size).toBe(1);
  expect(through?.events.length).toBeGreaterThan(0);
});

describe('nobody uses the city’s access to that ledger for anything else', () => {
  const elsewhere = `0x${'12'.repeat(20)}`;
  const data = '0x74259795';

  test.each(['eth_sendRawTransaction', 'eth_accounts', 'hardhat_mine', 'debug_traceCall', 'toString'])(
    '%s is no method there',
    async (method) => {
      expect(await codeOf(method, '0x')).toBe(-32_601);
    },
  );

  test('only the registers are read and called, at their newest, without an account or gas', async () => {
    const { logs, issuers } = remote.ledger.identity.contracts;
    expect(await codeOf('eth_call', { to: issuers, data }, 'latest')).toBeUndefined();
    for (const [method, ...params] of [
      ['eth_call', { to: elsewhere, data }, 'latest'],
      ['eth_call', { data }, 'latest'],
      ['eth_call', { to: issuers, data, from: elsewhere }, 'latest'],
      ['eth_call', { to: issuers, data, gas: '0xffffffff' }, 'latest'],
      ['eth_call', { to: issuers, data: `0x${'00'.repeat(100)}` }, 'latest'],
      ['eth_call', { to: issuers, data }, '0x1'],
      ['eth_call', { to: issuers, data }, 'latest', { [issuers]: { code: '0x' } }],
      ['eth_getLogs', { fromBlock: '0x0', toBlock: 'latest' }],
      ['eth_getLogs', { address: [logs, elsewhere], fromBlock: '0x0' }],
      ['eth_getLogs', { address: [], fromBlock: '0x0' }],
      ['eth_getLogs'],
      ['eth_getBlockByNumber', '0x0', true],
    ] as const)
      expect(await codeOf(method, ...params), JSON.stringify([method, params])).toBe(-32_602);
  });
});

test('what the ledger refuses is told as that, without its words', async () => {
  const { issuers } = remote.ledger.identity.contracts;
  const { error } = await ask('eth_call', { to: issuers, data: '0xffffffff' }, 'latest');
  expect(error).toMatchObject({ code: -32_000, message: 'the ledger refused' });
});

test('a ledger that is away is told without its address', async () => {
  const provider = {
    send: async (): Promise<never> => {
      throw Object.assign(new Error('connect ECONNREFUSED http://secret.invalid/key'), {
        code: 'ECONNREFUSED',
      });
    },
  };
  const away = fastify();
  await away.register(rateLimit, { global: false });
  await away.register(ledgerRoutes({ read: relayTo(provider, remote.ledger.identity) }));
  const payload = { jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] };
  const answer = await away.inject({ method: 'POST', url: '/ledger', payload });
  expect(answer.json()).toMatchObject({ error: { code: -32_603, message: 'internal error' } });
  await away.close();
});
