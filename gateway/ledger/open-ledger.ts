/** Opens the ledger that the settings name. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonRpcApiProvider } from 'ethers';
import type { Config } from '../config.ts';
import { replaceFile } from '../files.ts';
import type { Keys } from '../keys/keys.ts';
import { deployRegisters } from './deploy.ts';
import { type EmbeddedEvm, openEmbeddedEvm } from './embedded/open.ts';
import { EmbeddedProvider } from './embedded/provider.ts';
import { connect } from './endpoint.ts';
import { openEvmLedger } from './evm.ts';
import type { Ledger } from './ledger.ts';
import { type ReadLedger, relayTo } from './relay.ts';

const EMBEDDED_CHAIN_ID = 430_112;

/** An open ledger; `read` answers anybody's questions, `embedded` is its JSON-RPC where it runs in this process. */
export type OpenLedger = {
  readonly ledger: Ledger;
  readonly read: ReadLedger;
  readonly embedded?: EmbeddedEvm;
};

type Options = {
  readonly config: Pick<
    Config,
    'LEDGER' | 'LEDGER_URL' | 'LEDGER_CONTRACTS' | 'LEDGER_CONFIRMATIONS' | 'DATA_DIR'
  >;
  readonly keys: Keys;
};

/**
 * Opens the ledger and deploys the registers where it has none: their address is kept in the data folder unless
 * LEDGER_CONTRACTS names them.
 * @throws CityError LEDGER_UNREACHABLE, LEDGER_REFUSED, CONTRACTS_NOT_BUILT
 */
export function openLedger(options: Options): Promise<OpenLedger> {
  return openers[options.config.LEDGER](options);
}

const openers: Readonly<Record<Config['LEDGER'], (options: Options) => Promise<OpenLedger>>> = {
  embedded: async (options) => {
    const folder = join(options.config.DATA_DIR, 'ledger');
    const embedded = await openEmbeddedEvm({ folder, chainId: EMBEDDED_CHAIN_ID });
    const provider = new EmbeddedProvider(embedded, EMBEDDED_CHAIN_ID);
    const close = async (): Promise<void> => {
      provider.destroy();
      await embedded.close();
    };
    return { ledger: await openRegisters(provider, { ...options, close }), read: embedded.read, embedded };
  },
  evm: async (options) => {
    const provider = connect(options.config.LEDGER_URL ?? '');
    const ledger = await openRegisters(provider, { ...options, close: async () => provider.destroy() });
    return { ledger, read: relayTo(provider, ledger.identity) };
  },
};

async function openRegisters(
  provider: JsonRpcApiProvider,
  { config, keys, close }: Options & { readonly close: () => Promise<void> },
): Promise<Ledger> {
  try {
    const confirmations = config.LEDGER_CONFIRMATIONS;
    const issuers =
      config.LEDGER_CONTRACTS ??
      (await deployedIn(config.DATA_DIR, () => deploy({ provider, keys, confirmations })));
    const accountOf = (name: string) => keys.ledgerAccount(name);
    return await openEvmLedger({ provider, issuers, accountOf, confirmations, close });
  } catch (error) {
    await close();
    throw error;
  }
}

type Deploying = {
  readonly provider: JsonRpcApiProvider;
  readonly keys: Keys;
  readonly confirmations: number;
};

const deploy = ({ provider, keys, confirmations }: Deploying): Promise<string> =>
  deployRegisters({
    provider,
    operator: keys.ledgerAccount('operator'),
    accessCheckpointKey: keys.checkpoint('access').publicKey,
    confirmations,
  });

async function deployedIn(folder: string, make: () => Promise<string>): Promise<string> {
  const file = join(folder, 'ledger-contracts');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const address = await make();
  mkdirSync(folder, { recursive: true });
  replaceFile(file, Buffer.from(`${address}\n`));
  return address;
}
