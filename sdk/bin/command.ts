/** What `city-verify` does, and how it says it. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { explainSlip } from '../slip/reasons.ts';
import { type SlipVerdict, verifySlip } from '../slip/verify-slip.ts';
import { addServedSlipKeys, LedgerError, readLedgerTrust } from '../trust/index.ts';
import { inspectProof } from '../verify/inspect.ts';
import { verifyProof } from '../verify/verify.ts';
import { readJson, readProof, readStandardInput, Unable } from './files.ts';
import { type Report, reportOf, reportOfCopy } from './report.ts';

/** Exit codes: the proof holds, it doesn't, the command can't do what it was asked. */
const exit = { holds: 0, doesNotHold: 1, failed: 2 } as const;

const HELP = `Verifies a proof or a slip of a certificate-free city offline.

  city-verify <proof.json or copy.pdf> --trust <trust.json> [--audience <address> --nonce <nonce>]
  city-verify slip <text> --trust <trust.json>
  city-verify trust --ledger <url> --contracts <address> [--city <address>] [--slip-keys <url>] [--out <file>]

The first checks a proof. With --audience and --nonce, those of your own request, it says whether the proof is valid
for you; without them it reports each check and doesn't say who may use the proof. "-" reads the proof from standard input.
Of an annotated copy it checks the proof inside, as of when that was made, and whether the copy's last day is over.
The second checks the text of a slip's code: genuine and not over, or why not. Whether it was used or withdrawn it can't say.
The third writes the trust file from the ledger alone. The address of the register of issuers decides whom you
trust: take it from somebody you know. Keys of slips stand on no ledger: --slip-keys takes them from the gateway's trust
file, those only that the access log's key on the ledger vouches for.

  --trust <file>          the trust file
  --audience <address>    who you are: https://…/clients/<your client>
  --nonce <nonce>         the nonce of your request
  --at <time>             judge as of that moment (ISO 8601), not now
  --max-ledger-age <s>    oldest knowledge of the ledger in seconds (86400)
  --ledger <url>          the ledger's JSON-RPC endpoint
  --contracts <address>   the register of issuers, 0x…
  --city <address>        the city's identifier (https://wangcheng.invalid)
  --gateway <url>         the gateway's address, to be noted in the trust file
  --slip-keys <url>       the gateway's trust file, from which keys of slips are taken
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
  'slip-keys': { type: 'string' },
  'from-block': { type: 'string' },
  out: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const parse = (args: string[]) => parseArgs({ args, options, allowPositionals: true });
type Values = ReturnType<typeof parse>['values'];

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
    if (first === 'slip' && more.length === 1) return await checkSlip(more[0], values);
    if (first === undefined || first === 'slip' || more.length > 0)
      throw new Unable(`One proof or slip is needed.\n\n${HELP}`);
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
  const { proof, copy } = await readProof(file);
  const age = values['max-ledger-age'];
  const at = values.at === undefined ? undefined : dateOf(values.at);
  // A copy is for the file: what was proved when it was made.
  const moment = copy?.madeAt ?? at;
  const settings = {
    trust,
    ...(moment === undefined ? {} : { at: moment }),
    ...(age === undefined ? {} : { maxLedgerAge: numberOf(age, '--max-ledger-age') }),
  };
  const tellOf = (report: Report): number =>
    tell(copy === undefined ? report : reportOfCopy(report, copy, at ?? new Date()), values);
  const { audience, nonce } = values;
  if (audience === undefined && nonce === undefined)
    return tellOf(reportOf(await inspectProof(proof, settings)));
  const expect = { audience: needed(audience, '--audience'), nonce: needed(nonce, '--nonce') };
  const verdict = await verifyProof(proof, { ...settings, expect });
  return tellOf(reportOf(await inspectProof(proof, { ...settings, expect }), verdict));
}

async function checkSlip(text: string | undefined, values: Values): Promise<number> {
  const trust = await readJson(needed(values.trust, '--trust'));
  // What a scanner or a pipe puts behind the text is none of it; a space may be.
  const read = text === '-' ? (await readStandardInput()).toString().replace(/[\r\n]+$/, '') : text;
  const at = values.at === undefined ? {} : { at: dateOf(values.at) };
  const verdict = await verifySlip(read, { trust, ...at });
  return tell({ holds: verdict.valid, json: verdict, lines: slipLines(verdict) }, values);
}

function slipLines(verdict: SlipVerdict): string[] {
  if (verdict.valid)
    return [
      'GENUINE, NOT OVER. Whether it was used or withdrawn only the gateway knows.',
      ...Object.entries(verdict.slip).map(([name, value]) => `  ${name}: ${value}`),
    ];
  const [english, chinese] = [explainSlip(verdict.reason, 'en'), explainSlip(verdict.reason, 'zh')];
  return [
    `NOT VALID: ${verdict.reason}`,
    `  ${english.meaning} ${english.clerk}`,
    `  ${chinese.meaning}${chinese.clerk}`,
  ];
}

function tell({ holds, json, lines }: Report, { json: asJson }: Values): number {
  write(asJson === true ? JSON.stringify(json) : lines.join('\n'));
  return holds ? exit.holds : exit.doesNotHold;
}

async function writeTrust(values: Values): Promise<number> {
  const read = await readLedgerTrust({
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
  const served = values['slip-keys'];
  const trust = served === undefined ? read : await addServedSlipKeys(read, served);
  const text = JSON.stringify(trust, null, values.out === undefined && values.json === true ? 0 : 2);
  if (values.out === undefined) return write(text);
  await writeFile(values.out, `${text}\n`);
  const [city] = trust.cities;
  const facts = { file: values.out, departments: city?.departments.length, logs: city?.logs.length };
  const told = `Wrote ${facts.file}: ${facts.departments} departments, ${facts.logs} logs.`;
  return write(values.json === true ? JSON.stringify(facts) : told);
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
