/** `npm start`: the gateway with bundled database and ledger, and on first start a fictional town. */
import { join, resolve } from 'node:path';
import { openCatalog } from '../gateway/catalog/catalog.ts';
import { readKeystoreSecret } from '../gateway/city/secret.ts';
import type { Config } from '../gateway/config.ts';
import { hasCode } from '../gateway/errors.ts';
import { openLocalKeys } from '../gateway/keys/local.ts';
import { serve } from '../gateway/main.ts';
import { exit, type Output, runCommand } from './support/command.ts';
import { peopleToChoose } from './town/people-to-choose.ts';
import { confirmTownDaily, seedTown } from './town/seed.ts';

const DEFAULT_ADDRESS = 'http://127.0.0.1:8080';

await runCommand({
  usage: 'npm start [-- --port 8080 --data-dir data …]',
  summary:
    'Starts the gateway. Without a database and a ledger of its own it brings both, and a fictional town.',
  options: {},
  takesSettings: true,
  run: async ({ config, out }) => {
    const began = performance.now();
    const serving = await serveOr(() => tellAccounts(config, out), {
      config,
      onProgress: out.progress,
      townPeople: peopleToChoose(config.DATA_DIR),
      prepare: async (open, signal) => {
        if (config.SEED === 'town') await seedTown(open, { signal, onProgress: out.progress });
      },
    });
    if (serving === undefined) return exit.done;
    const { city, address } = serving;
    if (config.SEED === 'town') confirmTownDaily(city);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    out.say('ready', `ready after ${seconds} s`, { address, seconds: Number(seconds) });
    for (const line of whereToLook(config, address)) out.say('look', line);
    // The process lives as long as the server does; its signals end it.
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

function whereToLook(config: Config, address: string): string[] {
  return [
    `  pages      ${address}/: open it in a browser`,
    `  reference  ${address}/docs`,
    `  readiness  ${address}/ready`,
    `  logs       ${address}/log`,
    ...(config.SEED === 'town' ? ['', 'Try, in another terminal:', ...whatToTry(config, address)] : []),
  ];
}

/** Commands as they have to be typed for this gateway: what its settings leave as it is goes without saying. */
function whatToTry({ DATA_DIR, LEDGER }: Config, address: string): string[] {
  const options = [
    ...(address === DEFAULT_ADDRESS ? [] : [`--gateway ${address}`]),
    ...(DATA_DIR === resolve('data') ? [] : [`--data-dir ${quoted(DATA_DIR)}`]),
    ...(LEDGER === 'embedded' ? [] : ['--ledger <LEDGER_URL>']),
  ];
  const ledger = LEDGER === 'embedded' ? `${address}/ledger` : '<LEDGER_URL>';
  return [
    `  npm run demo${options.length === 0 ? '' : ` -- ${options.join(' ')}`}`,
    `  npm run audit -- --ledger ${ledger} --gateway ${address}`,
  ];
}

/** A path as a shell takes it. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
