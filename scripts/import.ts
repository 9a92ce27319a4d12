/** `npm run import`: a department sends its file to the gateway, as its own system would. */
import { resolve } from 'node:path';
import { Sender } from './import/sender.ts';
import { type ExitCode, exit, runCommand } from './support/command.ts';
import { clientKeyFile } from './town/seed.ts';

const EXTENSIONS = { csv: 'text/csv', jsonl: 'application/x-ndjson' } as const;

await runCommand({
  usage: 'npm run import -- --department PSB --type resident-identity-card file.csv …',
  summary:
    'Sends files of records, waits until they are taken, and lists every row that wasn’t. Sent again, the same rows change nothing. Exit code 0: all taken; 1: some rows weren’t.',
  options: {
    department: { type: 'string', value: 'code', help: 'the issuing department' },
    type: { type: 'string', value: 'type', help: 'the credential type' },
    format: { type: 'string', value: 'csv|jsonl', help: 'where the file’s name doesn’t tell' },
    'as-of': {
      type: 'string',
      value: 'time',
      help: 'the time for which the department confirms its data (now)',
    },
    gateway: { type: 'string', value: 'url', help: 'the gateway (http://127.0.0.1:8080)' },
    client: { type: 'string', value: 'id', help: 'the client that sends (<department>-counter)' },
    key: {
      type: 'string',
      value: 'file',
      help: 'its private key as a JWK (of the town: <data-dir>/clients)',
    },
    'data-dir': { type: 'string', value: 'folder', help: 'data folder of the town (data)' },
  },
  takesFiles: true,
  run: async ({ options, files, out }) => {
    const { department, type } = options;
    if (typeof department !== 'string' || typeof type !== 'string' || files.length === 0) {
      out.say('usage', '--department, --type and at least one file are needed');
      return exit.usage;
    }
    const gateway = String(options.gateway ?? 'http://127.0.0.1:8080');
    const client = String(options.client ?? `${department.toLowerCase()}-counter`);
    const key = String(options.key ?? clientKeyFile(resolve(String(options['data-dir'] ?? 'data')), client));
    const sender = new Sender({ gateway, client, key, department });
    let code: ExitCode = exit.done;
    for (const file of files) {
      const format = formatOf(file, options.format);
      if (format === undefined) {
        out.say('usage', `${file}: say with --format whether it is csv or jsonl`);
        return exit.usage;
      }
      const query = new URLSearchParams({
        type,
        format,
        ...(typeof options['as-of'] === 'string' ? { asOf: options['as-of'] } : {}),
      });
      const report = await sender.send(file, { query, contentType: EXTENSIONS[format], out });
      if (report.state === 'failed') code = exit.failed;
      else if (report.faulty > 0 && code === exit.done) code = exit.doesNotHold;
    }
    return code;
  },
});

function formatOf(file: string, given: unknown): 'csv' | 'jsonl' | undefined {
  const name = typeof given === 'string' ? given : (file.split('.').at(-1) ?? '');
  return name === 'csv' || name === 'jsonl' ? name : undefined;
}
