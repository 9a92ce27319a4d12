/** The embedded chain when its disk fails, or when it is gone. */
import { Transaction, Wallet } from 'ethers';
import { afterAll, expect, test, vi } from 'vitest';
import { EmbeddedChain } from '../../../gateway/ledger/embedded/chain.ts';
import { openEmbeddedEvm } from '../../../gateway/ledger/embedded/open.ts';
import { answer, MOST_LOG_CHARACTERS } from '../../../gateway/ledger/embedded/rpc.ts';
import { makeFolder } from '../../support/ledger-folder.ts';

const CHAIN_ID = 7;
const wallet = new Wallet(`0x${'11'.repeat(32)}`);
const { folder, remove } = makeFolder();
afterAll(remove);

async function transactionOf(nonce: number): Promise<string> {
  return wallet.signTransaction(
    Transaction.from({
      type: 2,
      chainId: CHAIN_ID,
      nonce,
      to: wallet.address,
      gasLimit: 50_000,
      maxFeePerGas: 0,
    }),
  );
}

test('a block that could not be written is neither read nor built upon, and a restart goes on before it', async () => {
  const [first, second] = await Promise.all([transactionOf(0), transactionOf(1)]);
  const chain = await EmbeddedChain.open({ folder, chainId: CHAIN_ID });
  let queued: Promise<unknown> | undefined;
  vi.spyOn(chain.store, 'commit').mockImplementationOnce(() => {
    queued = chain.send(second).catch((error: unknown) => error);
    throw new Error('the disk is full');
  });
  await expect(chain.send(first)).rejects.toThrow('the disk is full');
  expect(await queued).toEqual(new Error('the disk is full'));
  await expect(chain.nonceOf(wallet.address)).rejects.toThrow('the disk is full');
  await expect(chain.send(second)).rejects.toThrow('the disk is full');
  await chain.close();

  const again = await EmbeddedChain.open({ folder, chainId: CHAIN_ID });
  expect(await again.nonceOf(wallet.address)).toBe(0n);
  await again.send(first);
  expect(await again.nonceOf(wallet.address)).toBe(1n);
  await again.close();
});

test('a chain that was closed answers so, instead of leaving its caller waiting', async () => {
  const chain = await openEmbeddedEvm({ folder, chainId: CHAIN_ID });
  await chain.close();
  await vi.waitFor(() => expect(chain.send('eth_chainId', [])).rejects.toThrow('has been closed'));
});

test('one answer of events is bounded by its length, not only by its blocks', async () => {
  const chain = await EmbeddedChain.open({ folder, chainId: CHAIN_ID });
  const after = chain.head.number;
  for (const number of [after + 1, after + 2]) {
    const data = '0'.repeat(MOST_LOG_CHARACTERS / 2);
    const log = { address: wallet.address, topics: [], logIndex: 0, log: { topics: [], data } };
    const hash = `0x${number}`;
    const transactions = [{ hash, raw: new Uint8Array(1), receipt: {}, logs: [log] }];
    chain.store.commit({ number, hash, stateRoot: '', timestamp: 0, header: {}, transactions });
  }
  const ask = (toBlock: number) =>
    answer(chain, {
      asker: 'gateway',
      method: 'eth_getLogs',
      parameters: [{ fromBlock: '0x0', toBlock: `0x${toBlock.toString(16)}` }],
    });
  expect(await ask(after + 1)).toHaveLength(1);
  await expect(ask(after + 2)).rejects.toMatchObject({ code: -32_005 });
  await chain.close();
});
