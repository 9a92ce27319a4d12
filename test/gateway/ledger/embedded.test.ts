/** The embedded chain: what it acknowledged survives, one process has it, and strangers only read. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import rateLimit from '@fastify/rate-limit';
import { Contract, JsonRpcProvider } from 'ethers';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logsInterface } from '../../../gateway/ledger/abi.ts';
import { MOST_BLOCKS } from '../../../gateway/ledger/embedded/parameters.ts';
import type { OpenLedger } from '../../../gateway/ledger/open-ledger.ts';
import { ledgerRoutes } from '../../../gateway/ledger/routes.ts';
import { makeFolder, openEmbeddedLedger, openTestKeys } from '../../support/ledger-folder.ts';

const KILLS = 4;
const { folder, remove } = makeFolder();
afterAll(remove);

describe('a process that is killed', () => {
  test('loses no append that it had acknowledged, and the next one goes on', {
    timeout: 60_000,
  }, async () => {
    const keys = openTestKeys(folder);
    let acknowledged = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      acknowledged = Math.max(acknowledged, await appendUntilKilled(20 + 17 * kill));
      const { ledger } = await openEmbeddedLedger(folder, keys);
      const { size } = await ledger.head('access');
      expect(size).toBeGreaterThanOrEqual(acknowledged);
      acknowledged = size;
      await ledger.close();
    }
    expect(acknowledged).toBeGreaterThan(KILLS * 20);
  });
});

/** Appends one by one in another process, kills it after `count` acknowledged appends and returns the size it had told. */
async function appendUntilKilled(count: number): Promise<number> {
  const program = new URL('../../support/append-forever.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let size = 0;
  let seen = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    size = Number(line);
    if (++seen === count) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return size;
}

describe('an open ledger', () => {
  let open: OpenLedger;
  const app = Fastify();
  let provider: JsonRpcProvider;

  beforeAll(async () => {
    open = await openEmbeddedLedger(folder, openTestKeys(folder));
    if (open.embedded === undefined) throw new Error('not embedded');
    await app.register(rateLimit, { global: false });
    await app.register(ledgerRoutes(open.embedded));
    provider = new JsonRpcProvider(`${await app.listen({ port: 0 })}/ledger`);
  });
  afterAll(async () => {
    provider.destroy();
    await app.close();
    await open.ledger.close();
  });

  test('is refused to a second process', async () => {
    await expect(openEmbeddedLedger(folder, openTestKeys(folder))).rejects.toEqual(
      expect.objectContaining({ code: 'DATA_DIR_IN_USE' }),
    );
  });

  test('is read over HTTP by an ordinary Ethereum library', async () => {
    const { logs } = open.ledger.identity.contracts;
    const contract = new Contract(logs, logsInterface, provider);
    const [size] = await contract.getFunction('head')(
      BigInt(`0x${Buffer.from('access').toString('hex').padEnd(64, '0')}`),
    );
    const appended = await contract.queryFilter('Appended');
    expect(appended).toHaveLength(Number(size));
    const block = await provider.getBlock('latest', true);
    const receipt = await provider.getTransactionReceipt(block?.transactions[0] ?? '');
    expect(receipt?.blockNumber).toBe(block?.number);
    const transaction = await provider.getTransaction(block?.transactions[0] ?? '');
    expect(transaction?.hash).toBe(receipt?.hash);
    expect(transaction?.from).toBe(receipt?.from);
  });

  const ask = async (body: unknown): Promise<unknown> =>
    (await app.inject({ method: 'POST', url: '/ledger', payload: body as object })).json();
  const call = (method: string, params: unknown[] = []) => ({ jsonrpc: '2.0', id: 1, method, params });

  test('passes no present state off as a former one, whatever names the block', async () => {
    const [newest, former] = (await ask([
      call('eth_getBlockByNumber', ['latest', false]),
      call('eth_getBlockByNumber', ['0x1', false]),
    ])) as { result: { number: string; hash: string } }[];
    const zero = `0x${'0'.repeat(40)}`;
    const questions = (tag: unknown) => [
      call('eth_getBalance', [zero, tag]),
      call('eth_getTransactionCount', [zero, tag]),
      call('eth_getCode', [zero, tag]),
      call('eth_getStorageAt', [zero, '0x0', tag]),
      call('eth_call', [{ to: zero }, tag]),
      call('eth_estimateGas', [{ to: zero }, tag]),
    ];
    for (const tag of [undefined, 'latest', newest?.result.number, { blockHash: newest?.result.hash }])
      for (const answer of (await ask(questions(tag))) as object[])
        expect(answer).toMatchObject({ result: expect.any(String) });
    for (const tag of ['earliest', '0x1', { blockNumber: '0x1' }, { blockHash: former?.result.hash }])
      for (const answer of (await ask(questions(tag))) as object[])
        expect(answer).toMatchObject({ error: { code: -32_000 } });
  });

  test('tells what former blocks cost, which is nothing', async () => {
    expect(await ask(call('eth_feeHistory', ['0x2', '0x3', [25, 75]]))).toMatchObject({
      result: {
        oldestBlock: '0x2',
        baseFeePerGas: ['0x0', '0x0', '0x0'],
        gasUsedRatio: [0, 0],
        reward: [
          ['0x0', '0x0'],
          ['0x0', '0x0'],
        ],
      },
    });
    expect(await ask(call('eth_feeHistory', ['0x2', '0xffffff']))).toMatchObject({
      error: { code: -32_602 },
    });
  });

  test('takes no transaction from strangers, whatever the method is called', async () => {
    for (const method of ['eth_sendRawTransaction', 'eth_sendTransaction', 'hasOwnProperty', '__proto__'])
      expect(await ask(call(method, ['0x00']))).toMatchObject({ error: { code: -32_601 } });
  });

  test('answers bounded ranges and batches only', async () => {
    const wide = { fromBlock: '0x0', toBlock: `0x${MOST_BLOCKS.toString(16)}` };
    expect(await ask(call('eth_getLogs', [wide]))).toMatchObject({ error: { code: -32_602 } });
    expect(await ask(Array.from({ length: 51 }, () => call('eth_chainId')))).toMatchObject({
      error: { code: -32_600 },
    });
    expect(await ask([call('eth_chainId'), call('nothing')])).toMatchObject([
      { result: expect.any(String) },
      { error: { code: -32_601 } },
    ]);
    expect(await ask(call('eth_call', [{ to: 'nowhere' }, 'latest']))).toMatchObject({
      error: { code: -32_602 },
    });
  });
});
