/** `POST /ledger` as strangers find it: standard answers, and no way to keep the city from writing. */
import { keccak256, Wallet } from 'ethers';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../../gateway/app.ts';
import { logsInterface } from '../../../gateway/ledger/abi.ts';
import { EmbeddedProvider } from '../../../gateway/ledger/embedded/provider.ts';
import type { OpenLedger } from '../../../gateway/ledger/open-ledger.ts';
import { ledgerRoutes, QUESTIONS_A_MINUTE } from '../../../gateway/ledger/routes.ts';
import { makeFolder, openEmbeddedLedger, openTestKeys } from '../../support/ledger-folder.ts';

// PUSH1 4, PUSH1 12, PUSH1 0, CODECOPY, PUSH1 4, PUSH1 0, RETURN; then JUMPDEST, PUSH1 0, JUMP.
const LOOP = '0x6004600c60003960046000f35b600056';
const ALL_GAS = '0x11e1a300';

const { folder, remove } = makeFolder();
let open: OpenLedger;
let app: Awaited<ReturnType<typeof buildApp>>;
let callers = 0;
let size = 0;

beforeAll(async () => {
  open = await openEmbeddedLedger(folder, openTestKeys(folder));
  await append();
  app = await openApp();
});
afterAll(async () => {
  await app.close();
  await open.ledger.close();
  remove();
});

const embedded = () => {
  if (open.embedded === undefined) throw new Error('not embedded');
  return open.embedded;
};
const openApp = () =>
  buildApp({
    config: { LOG_LEVEL: 'silent', TRUST_PROXY: false, tls: undefined, PUBLIC_URL: 'http://127.0.0.1' },
    identity: async () => {},
    routes: [ledgerRoutes(embedded())],
    operations: {
      states: async () => [],
      metrics: new Registry(),
      observe: () => {},
      countRefusal: () => {},
    },
  });
async function append(): Promise<void> {
  await open.ledger.append({ log: 'access', expectedSize: size, leaves: [new Uint8Array(32).fill(size)] });
  size++;
}

const post = (payload: unknown, remoteAddress = `127.1.0.${++callers % 250}`) =>
  app.inject({
    method: 'POST',
    url: '/ledger',
    remoteAddress,
    headers: { 'content-type': 'application/json' },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });
const call = (method: string, params: unknown[] = []) => ({ jsonrpc: '2.0', id: 1, method, params });
const ask = async (method: string, ...params: unknown[]) => (await post(call(method, params))).json();
const resultOf = async (method: string, ...params: unknown[]) => (await ask(method, ...params)).result;
const codeOf = async (method: string, ...params: unknown[]) => (await ask(method, ...params)).error?.code;

describe('a stranger’s call', () => {
  let looping: string;

  beforeAll(async () => {
    const provider = new EmbeddedProvider(embedded(), 430_112);
    const nonce = 0;
    const transaction = { nonce, data: LOOP, gasLimit: 200_000, maxFeePerGas: 0, maxPriorityFeePerGas: 0 };
    const wallet = new Wallet(`0x${'22'.repeat(32)}`, provider);
    const sent = await wallet.sendTransaction({ ...transaction, type: 2, chainId: 430_112 });
    looping = String((await sent.wait())?.contractAddress);
    provider.destroy();
    expect(await resultOf('eth_getCode', looping, 'latest')).toBe('0x5b600056');
  });

  test.each(['eth_call', 'eth_estimateGas'])(
    '%s executes no code that the stranger brings',
    async (method) => {
      for (const message of [{ data: '0x5b600056' }, { data: '0x5b600056', gas: ALL_GAS, to: null }])
        expect(await codeOf(method, message)).toBe(-32_602);
      const precompile = `0x${'0'.repeat(39)}5`;
      expect(await codeOf(method, { to: precompile, data: '0x', gas: ALL_GAS })).toBe(-32_602);
    },
  );

  test.each(['eth_call', 'eth_estimateGas'])(
    '%s ends after a little gas, whatever it brings',
    async (method) => {
      const started = performance.now();
      expect(await ask(method, { to: looping, gas: ALL_GAS }, 'latest')).toMatchObject({
        error: { code: -32_000, message: 'out of gas' },
      });
      // All of that gas takes 20 seconds.
      expect(performance.now() - started).toBeLessThan(3000);
    },
  );

  test('is waited for by an append once at most, however many are asked at a time', async () => {
    let answered = 0;
    const calls = Array.from({ length: 100 }, async () => {
      await ask('eth_call', { to: looping, gas: ALL_GAS }, 'latest');
      answered++;
    });
    await append();
    expect(answered).toBeLessThan(50);
    expect((await open.ledger.head('access')).size).toBe(size);
    await Promise.all(calls);
  }, 60_000);

  test('reads every view of the registers, and measures them', async () => {
    const { logs } = open.ledger.identity.contracts;
    const log = BigInt(`0x${Buffer.from('access').toString('hex').padEnd(64, '0')}`);
    const message = { to: logs, data: logsInterface.encodeFunctionData('root', [log]) };
    const { root } = await open.ledger.head('access');
    expect(await resultOf('eth_call', message, 'latest')).toBe(`0x${Buffer.from(root).toString('hex')}`);
    expect(Number(await resultOf('eth_estimateGas', message))).toBeLessThan(100_000);
  });

  test('that a register refuses is answered with the register’s words', async () => {
    const { logs } = open.ledger.identity.contracts;
    const answer = await ask('eth_call', {
      to: logs,
      data: logsInterface.encodeFunctionData('append', [1, 0, []]),
    });
    expect(answer.error).toMatchObject({ code: 3, data: expect.stringMatching(/^0x[0-9a-f]{8}/) });
  });
});

describe('questions', () => {
  test('are counted one by one, also in batches, and who asks too many is told when to come back', async () => {
    const batch = Array.from({ length: 50 }, () => call('eth_chainId'));
    const me = '127.2.0.1';
    for (let round = 0; round < QUESTIONS_A_MINUTE / batch.length; round++)
      expect((await post(batch, me)).statusCode).toBe(200);
    const refused = await post(call('eth_chainId'), me);
    expect(refused.statusCode).toBe(429);
    expect(refused.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect((await post(call('eth_chainId'), '127.2.0.2')).statusCode).toBe(200);
  });

  test('that are no JSON are refused in JSON-RPC’s form', async () => {
    for (const body of ['{', '', '[1', '{"jsonrpc":"2.0","id":1,']) {
      const answer = await post(body);
      expect(answer.statusCode, body).toBe(200);
      expect(answer.json(), body).toEqual({
        jsonrpc: '2.0',
        id: null,
        error: { code: -32_700, message: expect.any(String) },
      });
    }
  });

  test('that want no answer get none', async () => {
    const answer = await post([{ jsonrpc: '2.0', method: 'eth_chainId' }]);
    expect([answer.statusCode, answer.body]).toEqual([204, '']);
  });

  test('with parameters of another form are refused as that, and tell nothing of the inside', async () => {
    const zero = `0x${'0'.repeat(40)}`;
    for (const [method, ...params] of [
      ['eth_getLogs'],
      ['eth_getLogs', null],
      ['eth_getLogs', { topics: 'none' }],
      ['eth_getLogs', { topics: [['0x12']] }],
      ['eth_getLogs', { topics: [null, null, null, null, null] }],
      ['eth_getLogs', { address: '0x12' }],
      ['eth_getLogs', { address: {} }],
      ['eth_getLogs', { fromBlock: 'newer' }],
      ['eth_getLogs', { fromBlock: '0x2', toBlock: '0x1' }],
      ['eth_getLogs', { fromBlock: '0x1', blockHash: `0x${'1'.repeat(64)}` }],
      ['eth_call'],
      ['eth_call', { to: zero, gas: 'zz' }],
      ['eth_call', { to: zero, data: '0x123' }],
      ['eth_call', { to: zero }, {}],
      ['eth_getStorageAt', zero, `0x${'1'.repeat(65)}`],
      ['eth_getTransactionByHash', '0x12'],
      ['eth_getTransactionByBlockNumberAndIndex', '0x1'],
      ['eth_feeHistory', null, 'latest'],
      ['eth_feeHistory', '0x1', 'latest', Array.from({ length: 101 }, () => 1)],
      ['eth_feeHistory', '0x1', 'latest', ['1']],
      ['web3_sha3', 'text'],
    ] as const)
      expect(await codeOf(method, ...params), `${method} ${JSON.stringify(params)}`).toBe(-32_602);
    const unknown = await ask('eth_getLogs', { blockHash: `0x${'1'.repeat(64)}` });
    expect(unknown).toMatchObject({ error: { code: -32_000 } });
  });

  test('for events leave open what is null or empty', async () => {
    const all = { fromBlock: '0x0', toBlock: 'latest' };
    const events = await resultOf('eth_getLogs', all);
    expect(events.length).toBeGreaterThan(size);
    for (const open of [
      { address: null },
      { address: [] },
      { topics: null },
      { topics: [] },
      { topics: [[]] },
      { topics: [null] },
    ])
      expect(await resultOf('eth_getLogs', { ...all, ...open }), JSON.stringify(open)).toEqual(events);
    const appended = logsInterface.getEvent('Appended')?.topicHash;
    const found = await resultOf('eth_getLogs', { ...all, topics: [[appended], []] });
    expect(found).toHaveLength(size);
    const [{ blockHash }] = found;
    expect(await resultOf('eth_getLogs', { blockHash, topics: [appended] })).toEqual([found[0]]);
  });
});

describe('a block explorer', () => {
  test('finds a block’s receipts, transactions and counts by number and by hash', async () => {
    const { number, hash, transactions } = await resultOf('eth_getBlockByNumber', 'latest', true);
    const receipt = await resultOf('eth_getTransactionReceipt', transactions[0].hash);
    for (const tag of [number, 'latest', hash, { blockHash: hash }])
      expect(await resultOf('eth_getBlockReceipts', tag)).toEqual([receipt]);
    expect(await resultOf('eth_getTransactionByBlockNumberAndIndex', number, '0x0')).toEqual(transactions[0]);
    expect(await resultOf('eth_getTransactionByBlockHashAndIndex', hash, '0x0')).toEqual(transactions[0]);
    expect(await resultOf('eth_getBlockTransactionCountByNumber', number)).toBe('0x1');
    expect(await resultOf('eth_getBlockTransactionCountByHash', hash)).toBe('0x1');
    expect(await resultOf('eth_getUncleCountByBlockNumber', number)).toBe('0x0');
    expect(await resultOf('eth_getUncleCountByBlockHash', hash)).toBe('0x0');
  });

  test('finds nothing where nothing is', async () => {
    const nowhere = `0x${'1'.repeat(64)}`;
    for (const [method, ...params] of [
      ['eth_getBlockReceipts', '0xffffff'],
      ['eth_getBlockReceipts', nowhere],
      ['eth_getTransactionByBlockNumberAndIndex', 'latest', '0xff'],
      ['eth_getTransactionByBlockHashAndIndex', nowhere, '0x0'],
      ['eth_getBlockTransactionCountByHash', nowhere],
      ['eth_getUncleCountByBlockNumber', '0xffffff'],
      ['eth_getUncleCountByBlockHash', nowhere],
    ] as const)
      expect(await resultOf(method, ...params), method).toBeNull();
  });

  test('is told that the node listens, and what data hash to', async () => {
    expect(await resultOf('net_listening')).toBe(true);
    expect(await resultOf('web3_sha3', '0x68656c6c6f')).toBe(keccak256('0x68656c6c6f'));
  });
});
