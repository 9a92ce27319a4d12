/** `npm run demo`: tells the story against a running gateway, or against one of its own. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { OffScript, Stage } from './demo/stage.ts';
import { tellStory } from './demo/story.ts';
import { exit, type Output, runCommand, UsageError } from './support/command.ts';
import { findFreePort } from './support/free-port.ts';
import { TOWN_FILE } from './town/seed.ts';

const PATIENCE = 120_000;
const MOST_KEPT = 2000;

await runCommand({
  usage: 'npm run demo [-- --gateway http://127.0.0.1:8080 --data-dir data]',
  summary:
    'Tells the story of the certificate-free city step by step; starts a gateway of its own where none is running.',
  options: {
    gateway: {
      type: 'string',
      value: 'url',
      help: 'a running gateway with the town (http://127.0.0.1:8080)',
    },
    ledger: { type: 'string', value: 'url', help: 'where its ledger is read (<gateway>/ledger)' },
    'data-dir': {
      type: 'string',
      value: 'folder',
      help: 'its data folder, where the demonstration clients’ keys lie (data)',
    },
  },
  run: async ({ options, out }) => {
    const gateway = String(options.gateway ?? 'http://127.0.0.1:8080').replace(/\/+$/, '');
    const dataDir = resolve(String(options['data-dir'] ?? 'data'));
    const isRunning = await answers(`${gateway}/health`);
    const hasTown = existsSync(join(dataDir, TOWN_FILE));
    if (!isRunning && options.gateway !== undefined) {
      out.say('unreachable', `there is no gateway at ${gateway}`);
      return exit.failed;
    }
    // Whoever names a gateway wants to see that one, and none that was put in its place.
    if (!hasTown && options.gateway !== undefined)
      throw new UsageError(
        `${dataDir} holds no town: name the data folder of ${gateway} with --data-dir, where the clients’ keys lie`,
      );
    const own = isRunning && hasTown ? undefined : await startOwn(out);
    try {
      const began = performance.now();
      const place = own ?? { gateway, dataDir };
      const ledger = String((own ? undefined : options.ledger) ?? `${place.gateway}/ledger`);
      await tellStory(new Stage({ ...place, ledger, out }));
      out.say('done', `\nEverything went as told, in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
      return exit.done;
    } catch (error) {
      if (!(error instanceof OffScript)) throw error;
      out.say('off-script', `That is not how it should go: ${error.message}`);
      return exit.doesNotHold;
    } finally {
      await own?.stop();
    }
  },
});

async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(2000) }).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** A gateway with a town of its own in a temporary folder. */
async function startOwn(out: Output) {
  out.say('starting', 'No gateway with the town is running here; starting one for the demonstration …');
  const dataDir = mkdtempSync(join(tmpdir(), 'city-demo-'));
  const port = await findFreePort();
  const gateway = `http://127.0.0.1:${port}`;
  const args = ['scripts/start.ts', '--port', String(port), '--data-dir', dataDir, '--log-level', 'silent'];
  const child = spawn(process.execPath, args, {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const told = keepLast(child);
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
  for (const until = Date.now() + PATIENCE; Date.now() < until && child.exitCode === null; ) {
    if (await answers(`${gateway}/health`)) return { gateway, dataDir, stop };
    await new Promise((next) => setTimeout(next, 200));
  }
  await stop();
  throw new Error(`the gateway did not start; its last words:\n${told().trim()}`);
}

/** The last that a process says, on either of its outputs. */
function keepLast({ stdout, stderr }: ChildProcessByStdio<null, Readable, Readable>): () => string {
  let text = '';
  for (const output of [stdout, stderr])
    output.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-MOST_KEPT);
    });
  return () => text;
}
