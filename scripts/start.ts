/** `npm start`: the gateway with bundled database and ledger, and on first start a fictional town. */
import { join } from 'node:path';
import { openCatalog } from '../gateway/catalog/catalog.ts';
import { readKeystoreSecret } from '../gateway/city/secret.ts';
import { type Config, ConfigError, readConfig } from '../gateway/config.ts';
import { hasCode } from '../gateway/errors.ts';
import { openLocalKeys } from '../gateway/keys/local.ts';
import { serve } from '../gateway/main.ts';
import { exit, type Output, runCommand } from './support/command.ts';
import { confirmTownDaily, seedTown } from './town/seed.ts';

await runCommand({
  usage: 'npm start [-- --port 8080 --data-dir data …]',
  summary:
    'Starts the gateway. Without a database and a ledger of its own it brings both, and a fictional town.',
  options: {},
  takesSettings: true,
  run: async ({ files, flags, out }) => {
    if (files.length > 0) throw new ConfigError([`what is meant by ${files.join(' ')}?`]);
    const config = readConfig({ environment: process.env, flags });
    const began = performance.now();
    const { city, address, stop } = await serveOr(() => tellAccounts(config, out), {
      config,
      onProgress: out.progress,
      prepare: async (open, signal) => {
        if (config.SEED === 'town') await seedTown(open, { signal, onProgress: out.progress });
      },
    });
    if (config.SEED === 'town') confirmTownDaily(city);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    out.say('ready', `ready after ${seconds} s`, { address, seconds: Number(seconds) });
    const ledger = config.LEDGER === 'embedded' ? `${address}/ledger` : '<LEDGER_URL>';
    for (const line of whereToLook(address, { ledger, isTown: config.SEED === 'town' }))
      out.say('look', line);
    // The process lives as long as the server does; its signals call `stop`.
    void stop;
    return exit.done;
  },
});

/** Serves, and has something told where the ledger can't be paid for. */
async function serveOr(tell: () => void, options: Parameters<typeof serve>[0]): ReturnType<typeof serve> {
  try {
    return await serve(options);
  } catch (error) {
    if (hasCode(error, 'LEDGER_ACCOUNT_UNFUNDED')) tell();
    throw error;
  }
}

/** Every account that writes to the ledger, so that all can be funded at once. */
function tellAccounts(config: Config, out: Output): void {
  const keys = openLocalKeys({ file: join(config.DATA_DIR, 'keystore'), secret: readKeystoreSecret(config) });
  out.say('accounts', 'These accounts write to the ledger:');
  for (const name of ['operator', ...openCatalog().departments.map(({ code }) => code)]) {
    const { address } = keys.ledgerAccount(name);
    out.say('account', `  ${name.padEnd(10)} ${address}`, { name, address });
  }
}

type Place = { readonly ledger: string; readonly isTown: boolean };

function whereToLook(address: string, { ledger, isTown }: Place): string[] {
  return [
    `  gateway    ${address}`,
    `  reference  ${address}/docs`,
    `  readiness  ${address}/ready`,
    `  logs       ${address}/log`,
    ...(isTown
      ? [
          '',
          'Try, in another terminal:',
          '  npm run demo',
          `  npm run audit -- --ledger ${ledger} --gateway ${address}`,
        ]
      : []),
  ];
}
