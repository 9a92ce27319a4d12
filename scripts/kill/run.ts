/** Kills a gateway with -9 at random moments under load, and looks for what it acknowledged and lost, or did twice. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { audit } from '../../sdk/audit/audit.ts';
import { readOver } from '../../sdk/audit/served.ts';
import { openRpc } from '../../sdk/ledger/rpc.ts';
import { Stage } from '../demo/stage.ts';
import { Load, type PersonRecord } from './load.ts';

const SIDE = 4;
const PATIENCE = 120_000;

/** What was looked at; `lost` and `doubled` must be empty. */
export type KillFindings = {
  readonly kills: number;
  readonly acknowledged: {
    readonly credentials: number;
    readonly proofs: number;
    readonly looks: number;
    readonly statusChanges: number;
  };
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly audit: readonly string[];
};

export type KillOptions = {
  readonly kills: number;
  readonly folder: string;
  readonly port: number;
  readonly onKill?: (done: number) => void;
};

export async function killRun({
  kills,
  folder,
  port,
  onKill = () => {},
}: KillOptions): Promise<KillFindings> {
  const gateway = `http://127.0.0.1:${port}`;
  const out = { say: () => {}, progress: () => {} };
  let running = await start(folder, port);
  const before = await sizeOf(gateway);
  const records: PersonRecord[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const load = new Load(new Stage({ gateway, dataDir: folder, out }), 1 + kill * 100_000);
    let isOver = false;
    const loaded = load.run(SIDE, () => isOver);
    await new Promise((next) => setTimeout(next, randomInt(300, 2500)));
    isOver = true;
    running.kill('SIGKILL');
    await once(running, 'exit');
    await loaded;
    records.push(...load.records);
    onKill(kill + 1);
    running = await start(folder, port);
  }
  const stage = new Stage({ gateway, dataDir: folder, out });
  await settle(gateway);
  const findings = await judge(stage, records, (await sizeOf(gateway)) - before);
  const broken = await auditOf(gateway);
  running.kill('SIGTERM');
  await once(running, 'exit');
  const count = (of: (record: PersonRecord) => number): number =>
    records.reduce((sum, record) => sum + of(record), 0);
  return {
    kills,
    acknowledged: {
      credentials: count(({ isIssued }) => Number(isIssued)),
      proofs: count(({ proofs }) => proofs.length),
      looks: count(({ looksAnswered }) => looksAnswered),
      statusChanges: count(({ isSuspended }) => Number(isSuspended)),
    },
    ...findings,
    audit: broken,
  };
}

async function start(folder: string, port: number): Promise<ChildProcess> {
  const args = ['scripts/start.ts', '--port', String(port), '--data-dir', folder, '--log-level', 'silent'];
  const child = spawn(process.execPath, args, {
    cwd: join(import.meta.dirname, '../..'),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (const until = Date.now() + PATIENCE; Date.now() < until; ) {
    const isUp = await fetch(`http://127.0.0.1:${port}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return child;
    if (child.exitCode !== null) throw new Error(`the gateway ended with ${child.exitCode}`);
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error('the gateway did not start');
}

async function sizeOf(gateway: string): Promise<number> {
  const { items } = (await (await fetch(`${gateway}/log`)).json()) as {
    items: { name: string; size: number }[];
  };
  return items.find(({ name }) => name === 'PSB')?.size ?? 0;
}

/** Waits until interrupted imports are done and everything issued is on the ledger. */
async function settle(gateway: string): Promise<void> {
  for (let last = -1, quiet = 0; quiet < 4; ) {
    await new Promise((next) => setTimeout(next, 700));
    const size = await sizeOf(gateway);
    quiet = size === last ? quiet + 1 : 0;
    last = size;
  }
}

async function judge(
  stage: Stage,
  records: readonly PersonRecord[],
  grown: number,
): Promise<{ lost: string[]; doubled: string[] }> {
  const [lost, doubled]: [string[], string[]] = [[], []];
  let issued = 0;
  for (const record of records) {
    const person = await stage.person(record.number);
    const { body } = await person.get('/me/credentials');
    const cards = body.items as { status: string }[];
    issued += cards.length;
    const name = `serial ${record.serial}`;
    if (record.isIssued && cards.length === 0) lost.push(`${name}: its credential`);
    if (cards.length > 1) doubled.push(`${name}: its credential`);
    if (record.isSuspended && cards[0]?.status !== 'suspended') lost.push(`${name}: its suspension`);
    const { body: page } = await person.get('/me/receipts?limit=100');
    const receipts = (
      page.items as { receipt: { number: number; kind: string; request: string | null } }[]
    ).map(({ receipt }) => receipt);
    const looks = receipts.filter(({ kind }) => kind === 'self').length;
    if (looks < record.looksAnswered) lost.push(`${name}: receipt of a look`);
    if (looks > record.looksTried) doubled.push(`${name}: receipt of a look`);
    for (const proof of record.proofs) {
      const answered = receipts.filter(
        ({ kind, request }) => kind === 'answered' && request === proof,
      ).length;
      if (answered === 0) lost.push(`${name}: receipt of a proof`);
      if (answered > 1) doubled.push(`${name}: receipt of a proof`);
    }
    if (receipts.some(({ number }, place) => number !== receipts.length - place))
      lost.push(`${name}: a number in its receipts`);
  }
  if (grown < issued) lost.push(`${issued - grown} entries of the log`);
  if (grown > issued) doubled.push(`${grown - issued} entries of the log`);
  return { lost, doubled };
}

async function auditOf(gateway: string): Promise<string[]> {
  const broken: string[] = [];
  for await (const { what, code } of audit({ ask: openRpc(`${gateway}/ledger`), read: readOver(gateway) }))
    if (code !== undefined) broken.push(`${what}: ${code}`);
  return broken;
}
