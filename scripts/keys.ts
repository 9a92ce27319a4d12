/** `npm run keys`: the operator sees, rotates and ends departments' keys, and registers those of their systems. */

import { tasks } from './keys/tasks.ts';
import { exit, runCommand } from './support/command.ts';
import { openOperator } from './support/operator.ts';

await runCommand({
  usage: `npm run keys -- ${Object.values(tasks)
    .map(({ usage }) => usage)
    .join('\n  npm run keys -- ')}`,
  summary:
    'Departments’ signing keys and the keys of their systems, through the gateway that runs with the same settings on this machine. Exit code 0: done; 2: the gateway refused or isn’t running.',
  options: {
    department: { type: 'string', value: 'code', help: 'whose keys' },
    'confirmed-by': {
      type: 'string',
      value: 'code',
      help: 'department that confirms a new key (any that is accredited)',
    },
    key: { type: 'string', value: 'kid', help: 'the key to end, as list shows it' },
    emergency: {
      type: 'boolean',
      help: 'end it at once; what the ledger doesn’t have yet is signed again by its successor',
    },
    client: { type: 'string', value: 'id', help: 'the system, as the catalogue names it' },
    jwk: { type: 'string', value: 'file', help: 'its key as a JWK; only the public half is read' },
    gateway: { type: 'string', value: 'url', help: 'the gateway (by HOST and PORT)' },
  },
  takesSettings: true,
  takesFiles: true,
  run: async ({ options, files, config, out }) => {
    const [name = '', ...rest] = files;
    const task = Object.entries(tasks).find(([known]) => known === name)?.[1];
    const missing = task?.needs.filter((needed) => typeof options[needed] !== 'string') ?? [];
    if (task === undefined || rest.length > 0 || missing.length > 0) {
      const needed = missing.map((option) => `--${option}`).join(' and ');
      out.say('usage', task === undefined ? `one of ${Object.keys(tasks).join(', ')}` : `${name}: ${needed}`);
      return exit.usage;
    }
    const gateway = typeof options.gateway === 'string' ? options.gateway : undefined;
    const operator = await openOperator(config, gateway);
    await task.run({ options, operator, out });
    return exit.done;
  },
});
