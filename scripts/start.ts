/** `npm start`: the gateway with bundled database and ledger, and on first start a fictional town. */
import { ConfigError, readConfig } from '../gateway/config.ts';
import { serve } from '../gateway/main.ts';
import { exit, runCommand } from './support/command.ts';
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
    const { city, address, stop } = await serve({
      config,
      onProgress: out.progress,
      prepare: async (open, signal) => {
        if (config.SEED === 'town') await seedTown(open, { signal, onProgress: out.progress });
      },
    });
    if (config.SEED === 'town') confirmTownDaily(city);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    out.say('ready', `ready after ${seconds} s`, { address, seconds: Number(seconds) });
    for (const line of whereToLook(address, config.SEED === 'town')) out.say('look', line);
    // The process lives as long as the server does; its signals call `stop`.
    void stop;
    return exit.done;
  },
});

function whereToLook(address: string, isTown: boolean): string[] {
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
          `  npm run audit -- --ledger ${address}/ledger --gateway ${address}`,
        ]
      : []),
  ];
}
