/** Ledgers for tests: the embedded one in a folder, and registers on a chain behind HTTP. */
import { JsonRpcProvider } from 'ethers';
import hre from 'hardhat';
import type { Keys } from '../../gateway/keys/keys.ts';
import { deployRegisters } from '../../gateway/ledger/deploy.ts';
import { openEvmLedger } from '../../gateway/ledger/evm.ts';
import type { Ledger } from '../../gateway/ledger/ledger.ts';
import { findFreePort } from '../../scripts/support/free-port.ts';
import type { LedgerUnderTest } from '../gateway/ledger/conformance.ts';
import { makeFolder, openEmbeddedLedger, openTestKeys } from './ledger-folder.ts';

/** The embedded ledger as the conformance suite takes it. */
export async function embeddedUnderTest(): Promise<LedgerUnderTest> {
  const { folder, remove } = makeFolder();
  const keys = openTestKeys(folder);
  let open = await openEmbeddedLedger(folder, keys);
  return {
    ledger: open.ledger,
    accountOf: (department) => keys.ledgerAccount(department).address,
    reopen: async () => {
      await open.ledger.close();
      open = await openEmbeddedLedger(folder, keys);
      return open.ledger;
    },
    close: async () => {
      await open.ledger.close();
      remove();
    },
  };
}

/** Beside the ledger its endpoint and its keys, for whoever opens it as the gateway does. */
type RemoteUnderTest = LedgerUnderTest & {
  readonly mine: (blocks: number) => Promise<void>;
  readonly url: string;
  readonly keys: Keys;
};

/** Registers on a chain that is reached by JSON-RPC over HTTP. */
export async function remoteUnderTest(confirmations = 1): Promise<RemoteUnderTest> {
  const { folder, remove } = makeFolder();
  const keys = openTestKeys(folder);
  const port = await findFreePort();
  const server = await hre.network.createServer({ network: 'default' }, '127.0.0.1', port);
  await server.listen();
  const url = `http://127.0.0.1:${port}`;
  const connect = (): JsonRpcProvider => new JsonRpcProvider(url, undefined, { cacheTimeout: -1 });
  const operator = keys.ledgerAccount('operator');
  const provider = connect();
  for (const name of ['operator', 'PSB', 'CAB', 'MSR'])
    await provider.send('hardhat_setBalance', [keys.ledgerAccount(name).address, '0x56bc75e2d63100000']);
  const issuers = await deployRegisters({
    provider,
    operator,
    accessCheckpointKey: keys.checkpoint('access').publicKey,
    confirmations: 1,
  });
  const open = (): Promise<Ledger> =>
    openEvmLedger({
      provider: connect(),
      issuers,
      accountOf: (name) => keys.ledgerAccount(name),
      confirmations,
    });
  let ledger = await open();
  return {
    ledger,
    accountOf: (department) => keys.ledgerAccount(department).address,
    reopen: async () => {
      await ledger.close();
      ledger = await open();
      return ledger;
    },
    url,
    keys,
    mine: (blocks) => provider.send('hardhat_mine', [`0x${blocks.toString(16)}`]),
    close: async () => {
      provider.destroy();
      await ledger.close();
      await server.close();
      remove();
    },
  };
}
