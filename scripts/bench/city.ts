/** A city of its own for a benchmark: bundled database and ledger in a temporary folder, nobody in it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type City, openCity } from '../../gateway/city.ts';
import { readConfig } from '../../gateway/config.ts';
import type { ImportReport } from '../../gateway/credentials/import-reports.ts';
import { citizenNumberOf } from '../kill/numbers.ts';
import { peopleToChoose } from '../town/people-to-choose.ts';
import { seedTown } from '../town/seed.ts';

/** What people of benchmarks hold. */
export const TYPE = 'resident-identity-card';

/** Opens a city, lets it be used, and removes it again. */
export async function inCity<Value>(use: (city: City) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'city-bench-'));
  const flags = { DATA_DIR: folder, SEED: 'none', LOG_LEVEL: 'silent', PORT: String(await freePort()) };
  const city = await openCity({ config: readConfig({ environment: {}, flags }) });
  try {
    return await use(city);
  } finally {
    await city.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where a town is served, and who of it can be played. */
export type ServedTown = {
  readonly address: string;
  readonly people: ReturnType<typeof peopleToChoose>;
  readonly city: City;
};

/** Serves a city with the fictional town and its pages, lets them be used, and removes it again. */
export async function inTown<Value>(use: (town: ServedTown) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'city-bench-'));
  const port = await freePort();
  const flags = { DATA_DIR: folder, SEED: 'town', LOG_LEVEL: 'silent', PORT: String(port) };
  const people = peopleToChoose(folder);
  const city = await openCity({ config: readConfig({ environment: {}, flags }), townPeople: people });
  try {
    await seedTown(city, { signal: new AbortController().signal, onProgress: () => {} });
    await city.start();
    await city.app.listen({ host: '127.0.0.1', port });
    return await use({ address: `http://127.0.0.1:${port}`, people, city });
  } finally {
    await city.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Keeps a file of that many identity cards; returns the import's id. */
export function acceptCards(city: City, count: number): Promise<string> {
  const wish = { department: 'PSB', credentialType: TYPE, format: 'jsonl' } as const;
  return city.credentials.imports.accept(wish, Readable.from(linesOf(count)));
}

/** Issues the cards of an accepted file. @throws where a row of it is faulty */
export async function issueCards(
  city: City,
  id: string,
  onProgress: (report: ImportReport) => void = () => {},
): Promise<void> {
  const { state, faulty } = await city.credentials.imports.run(id, { onProgress });
  if (state !== 'done' || faulty > 0) throw new Error(`the import ended ${state} with ${faulty} faulty rows`);
}

/** Brings everything queued to the ledger and reads it back. */
export async function anchor({ logs, copy }: City): Promise<void> {
  await logs.flush({ all: true });
  await copy.refresh();
}

function freePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve) =>
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    }),
  );
}

function* linesOf(count: number): Iterable<string> {
  for (let serial = 1; serial <= count; serial++)
    yield `${JSON.stringify({
      idNumber: citizenNumberOf(serial),
      cardSerial: `BENCH-${serial}`,
      name: '测',
      gender: '女',
      ethnicity: '汉',
      dateOfBirth: '1970-01-01',
      registeredAddress: `虚构路${serial}号`,
      issuingAuthority: '虚构公安分局',
      validFrom: '2020-01-01',
      validUntil: '长期',
    })}\n`;
}
