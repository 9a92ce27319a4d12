/** `npm run face`: the operator sees how face stands, switches it on and off, and fetches what the embedded engine runs. */
import { tasks } from './face/tasks.ts';
import { exit, runCommand } from './support/command.ts';

const known = Object.values(tasks);

await runCommand({
  usage: `npm run face -- ${known.map(({ usage }) => usage).join('\n  npm run face -- ')}`,
  summary:
    'Authorization by face, through the gateway that runs with the same settings on this machine; fetch needs none. Exit code 0: done; 2: it was refused, or the gateway isn’t running.',
  options: Object.assign({}, ...known.map(({ options }) => options)),
  takesSettings: true,
  takesFiles: true,
  run: async ({ options, files, config, out }) => {
    const [name = '', ...rest] = files;
    const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
    const missing = task?.needs.filter((needed) => typeof options[needed] !== 'string') ?? [];
    if (task === undefined || rest.length > 0 || missing.length > 0) {
      const needed = missing.map((option) => `--${option}`).join(' and ');
      out.say('usage', task === undefined ? `one of ${Object.keys(tasks).join(', ')}` : `${name}: ${needed}`);
      return exit.usage;
    }
    await task.run({ options, config, out });
    return exit.done;
  },
});
