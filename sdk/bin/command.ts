/** What `city-verify` does, and how it says it. */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { LedgerError, readLedgerTrust } from '../trust/index.ts';
import { inspectProof } from '../verify/inspect.ts';
import { verifyProof } from '../verify/verify.ts';
import { type Report, reportOf } from './report.ts';

/** Exit codes: the proof holds, it doesn't, the command can't do what it was asked. */
const exit = { holds: 0, doesNotHold: 1, failed: 2 } as const;

const HELP = `Verifies a proof of a certificate-free city offline.

  city-verify <proof.json> --trust <trust.json> [--audience <address> --nonce <nonce>]
  city-verify trust --ledger <url> --contracts <address> [--city <address>] [--out <file>]

The first checks a proof. With --audience and --nonce, those of your own request, it says whether the proof is valid
for you; without them it reports each check and doesn't say who may use the proof. "-" reads the proof from standard input.
The second writes the trust file from the ledger alone. The address of the register of issuers decides whom you
trust: take it from somebody you know.

  --trust <file>          the trust file
  --audience <address>    who you are: https://…/clients/<your client>
  --nonce <nonce>         the nonce of your request
  --at <time>             judge as of that moment (ISO 8601), not now
  --max-ledger-age <s>    oldest knowledge of the ledger in seconds (86400)
  --ledger <url>          the ledger's JSON-RPC endpoint
  --contracts <address>   the register of issuers, 0x…
  --city <address>        the city's identifier (https://wangcheng.invalid)
  --gateway <url>         the gateway's address, to be noted in the trust file
  --from-block <number>   block in which the registers were made (0)
  --out <file>            where the trust file goes; standard output where not given
  --json                  one JSON object a line
  --help                  show this

Exit codes: 0 valid (or every check made holds), 1 not, 2 used wrongly or unable to read or write.`;

const options = {
  trust: { type: 'string' },
  audience: { type: 'string' },
  nonce: { type: 'string' },
  at: { type: 'string' },
  'max-ledger-age': { type: 'string' },
  ledger: { type: 'string' },
  contracts: { type: 'string' },
  city: { type: 'string' },
  gateway: { type: 'string' },
  'from-block': { type: 'string' },
  out: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const parse = (args: string[]) => parseArgs({ args, options, allowPositionals: true });
type Values = ReturnType<typeof parse>['values'];

/** Used wrongly, or something can't be read. */
class Unable extends Error {}

/**
 * Runs the command and returns its exit code; everything it says goes to standard output, faults to standard error. With
 * --json both are one JSON object on standard output, also where the rest of the command line can't be understood.
 */
export async function runCityVerify(args: string[]): Promise<number> {
  const asJson = args.includes('--json');
  try {
    const { values, positionals } = parse(args);
    if (values.help === true) return write(asJson ? JSON.stringify({ event: 'help', text: HELP }) : HELP);
    const [first, ...more] = positionals;
    if (first === undefined || more.length > 0) throw new Unable(`One proof is needed.\n\n${HELP}`);
    return first === 'trust' ? await writeTrust(values) : await check(first, values);
  } catch (error) {
    if (asJson) write(JSON.stringify({ event: 'failed', text: messageOf(error) }));
    else process.stderr.write(`${messageOf(error)}\n`);
    return exit.failed;
  }
}

function messageOf(error: unknown): string {
  const isTold = error instanceof Unable || error instanceof LedgerError || error instanceof TypeError;
  return isTold ? error.message : String(error);
}

function write(text: string): number {
  process.stdout.write(`${text}\n`);
  return exit.holds;
}

async function check(file: string, values: Values): Promise<number> {
  const trust = await readJson(needed(values.trust, '--trust'));
  const proof = await readJson(file);
  const age = values['max-ledger-age'];
  const settings = {
    trust,
    ...(values.at === undefined ? {} : { at: dateOf(values.at) }),
    ...(age === undefined ? {} : { maxLedgerAge: numberOf(age, '--max-ledger-age') }),
  };
  const { audience, nonce } = values;
  if (audience === undefined && nonce === undefined)
    return tell(reportOf(await inspectProof(proof, settings)), values);
  const expect = { audience: needed(audience, '--audience'), nonce: needed(nonce, '--nonce') };
  const verdict = await verifyProof(proof, { ...settings, expect });
  return tell(reportOf(await inspectProof(proof, { ...settings, expect }), verdict), values);
}

function tell({ holds, json, lines }: Report, { json: asJson }: Values): number {
  write(asJson === true ? JSON.stringify(json) : lines.join('\n'));
  return holds ? exit.holds : exit.doesNotHold;
}

async function writeTrust(values: Values): Promise<number> {
  const trust = await readLedgerTrust({
    url: needed(values.ledger, '--ledger'),
    issuers: needed(values.contracts, '--contracts'),
    cityId: values.city ?? 'https://wangcheng.invalid',
    ...(values.gateway === undefined ? {} : { gateway: values.gateway }),
    ...(values['from-block'] === undefined
      ? {}
      : { fromBlock: numberOf(values['from-block'], '--from-block') }),
    onProgress: (block, of) => {
      if (process.stderr.isTTY) process.stderr.write(`\rblock ${block} of ${of}${block === of ? '\n' : ''}`);
    },
  });
  const text = JSON.stringify(trust, null, values.out === undefined && values.json === true ? 0 : 2);
  if (values.out === undefined) return write(text);
  await writeFile(values.out, `${text}\n`);
  const [city] = trust.cities;
  const facts = { file: values.out, departments: city?.departments.length, logs: city?.logs.length };
  const told = `Wrote ${facts.file}: ${facts.departments} departments, ${facts.logs} logs.`;
  return write(values.json === true ? JSON.stringify(facts) : told);
}

async function readJson(file: string): Promise<unknown> {
  try {
    const text = file === '-' ? await readStandardInput() : await readFile(file, 'utf8');
    return JSON.parse(text);
  } catch (error) {
    const isSyntax = error instanceof SyntaxError;
    throw new Unable(isSyntax ? `${file} is no JSON` : `${file} can't be read`, { cause: error });
  }
}

async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

function needed(value: string | undefined, name: string): string {
  if (value === undefined) throw new Unable(`${name} is needed; --help tells more.`);
  return value;
}

function dateOf(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new Unable('--at takes a time such as 2026-11-23T10:00:00Z.');
  return date;
}

function numberOf(text: string, name: string): number {
  if (!/^\d+$/.test(text)) throw new Unable(`${name} takes a whole number.`);
  return Number(text);
}
