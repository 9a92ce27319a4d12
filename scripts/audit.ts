/** `npm run audit`: re-checks a gateway from its ledger alone. */
import { readFileSync } from 'node:fs';
import { audit } from '../sdk/audit/audit.ts';
import { readReceiptExport } from '../sdk/audit/receipt-shape.ts';
import { readOver } from '../sdk/audit/served.ts';
import { openRpc } from '../sdk/ledger/rpc.ts';
import { readTrust } from '../sdk/verify/trust.ts';
import { exit, type Given, runCommand, UsageError } from './support/command.ts';

await runCommand({
  usage: 'npm run audit -- --ledger <url> --gateway <url> [--trust trust.json] [--receipts receipts.json]',
  summary:
    'Rebuilds all logs from the ledger’s events alone and compares everything that the gateway serves. Exit code 0: all holds; 1: something doesn’t.',
  options: {
    ledger: { type: 'string', value: 'url', help: 'Ethereum JSON-RPC of the ledger' },
    gateway: { type: 'string', value: 'url', help: 'the gateway' },
    trust: { type: 'string', value: 'file', help: 'what you believe (city-verify trust writes it)' },
    receipts: { type: 'string', value: 'file', help: 'one person’s receipts (GET /me/receipts/export)' },
  },
  run: async ({ options, out }) => {
    const [ledger, gateway] = [urlIn(options, 'ledger'), urlIn(options, 'gateway')];
    const trust = readInput(options.trust, 'trust file', readTrust);
    const receipts = readInput(
      options.receipts,
      'export of receipts',
      (value) => readReceiptExport(value)?.receipts,
    );
    const checks = audit({
      ask: openRpc(ledger),
      read: readOver(gateway),
      ...(trust === undefined ? {} : { trust }),
      ...(receipts === undefined ? {} : { receipts }),
      onProgress: (leaves, total) => out.progress('rebuilding logs', leaves, total),
    });
    let findings = 0;
    for await (const { what, code, detail } of checks) {
      if (code !== undefined) findings++;
      const mark = code === undefined ? 'holds' : `DOES NOT HOLD  ${code}`;
      out.say('check', `${mark}  ${what}${detail === undefined ? '' : ` · ${detail}`}`, {
        what,
        ...(code === undefined ? {} : { code }),
        detail,
      });
    }
    out.say('verdict', findings === 0 ? '\nEverything holds.' : `\n${findings} findings.`, { findings });
    return findings === 0 ? exit.done : exit.doesNotHold;
  },
});

function urlIn(options: Given['options'], name: 'ledger' | 'gateway'): string {
  const given = options[name];
  if (typeof given !== 'string') throw new UsageError('both --ledger and --gateway are needed');
  if (!/^https?:/.test(given) || !URL.canParse(given))
    throw new UsageError(`--${name} must be an http or https address, not ${given}`);
  return given;
}

/** What a file holds as JSON; undefined where none was given. @throws UsageError where it can't be read or is something else */
function readInput<T>(
  file: Given['options'][string],
  kind: string,
  parse: (value: unknown) => T | undefined,
): T | undefined {
  if (typeof file !== 'string') return undefined;
  const parsed = parse(readJsonFile(file));
  if (parsed === undefined) throw new UsageError(`${file} is no ${kind}`);
  return parsed;
}

function readJsonFile(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`${file} can’t be read`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${file} is no JSON`);
  }
}
