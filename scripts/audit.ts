/** `npm run audit`: re-checks a gateway from its ledger alone. */
import { readFileSync } from 'node:fs';
import { connect } from '../gateway/ledger/endpoint.ts';
import { receiptExport } from '../sdk/schemas/receipts.ts';
import { readTrust } from '../sdk/verify/trust.ts';
import { audit } from './audit/audit.ts';
import { readOver } from './audit/served.ts';
import { exit, runCommand } from './support/command.ts';

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
    const { ledger, gateway } = options;
    if (typeof ledger !== 'string' || typeof gateway !== 'string') {
      out.say('usage', 'both --ledger and --gateway are needed');
      return exit.usage;
    }
    const trust =
      typeof options.trust === 'string'
        ? readTrust(JSON.parse(readFileSync(options.trust, 'utf8')))
        : undefined;
    if (typeof options.trust === 'string' && trust === undefined) {
      out.say('usage', `${options.trust} is no trust file`);
      return exit.usage;
    }
    const opened =
      typeof options.receipts === 'string'
        ? receiptExport.parse(JSON.parse(readFileSync(options.receipts, 'utf8'))).receipts
        : [];
    const provider = connect(ledger, { batchMaxCount: 20 });
    let findings = 0;
    try {
      const checks = audit({
        provider,
        read: readOver(gateway),
        ...(trust === undefined ? {} : { trust }),
        receipts: opened,
        onProgress: (leaves) => out.progress('rebuilding logs', leaves, leaves + 1),
      });
      for await (const { what, code, detail } of checks) {
        if (code !== undefined) findings++;
        const mark = code === undefined ? 'holds' : `DOES NOT HOLD  ${code}`;
        out.say('check', `${mark}  ${what}${detail === undefined ? '' : ` · ${detail}`}`, {
          what,
          ...(code === undefined ? {} : { code }),
          detail,
        });
      }
    } finally {
      provider.destroy();
    }
    out.say('verdict', findings === 0 ? '\nEverything holds.' : `\n${findings} findings.`, { findings });
    return findings === 0 ? exit.done : exit.doesNotHold;
  },
});
