/** A city to audit: what its gateway serves, what its ledger answers, and something in between where a test wants it. */
import { Readable } from 'node:stream';
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { credentialPublicRoutes } from '../../gateway/credentials/public-routes.ts';
import { changeStatus } from '../../gateway/credentials/status-changes.ts';
import { logRoutes } from '../../gateway/log/routes.ts';
import { trustRoutes } from '../../gateway/log/trust-routes.ts';
import { answerProblem } from '../../gateway/problem.ts';
import { readReceipts } from '../../gateway/proofs/own-receipts.ts';
import { receiptWriter } from '../../gateway/proofs/proofs.ts';
import { type AuditOptions, audit } from '../../sdk/audit/audit.ts';
import type { Check } from '../../sdk/audit/findings.ts';
import type { ReadServed } from '../../sdk/audit/served.ts';
import { LedgerError } from '../../sdk/ledger/ledger-error.ts';
import type { Ask } from '../../sdk/ledger/rpc.ts';
import type { Trust, TrustedCity } from '../../sdk/verify/types.ts';
import { CITY_ID, type CityGround, catalog, names, openCityGround } from './city-ground.ts';
import { identityCard } from './people.ts';

/** Changes what is served at a path; undefined stands for nothing there. */
export type Tamper = (path: string, bytes: Uint8Array) => Uint8Array | undefined;

/** Changes what the ledger answers to a method. */
export type Lie = (method: string, answer: unknown, parameters: readonly unknown[]) => unknown;

const honest: Lie = (_method, answer) => answer;

/** Asks the city's ledger as anybody would over JSON-RPC. */
const askOf =
  ({ embedded }: CityGround, lie: Lie): Ask =>
  async (method, parameters) => {
    const answer = await embedded.read(method, parameters).catch((cause: unknown) => {
      throw new LedgerError(`the ledger refused ${method}`, { cause });
    });
    return lie(method, JSON.parse(answer), parameters);
  };

export type AuditGround = Awaited<ReturnType<typeof openAuditGround>>;

/** 300 people with cards, one of them revoked, and four looks of one person; its clock shows the time of its ledger. */
export async function openAuditGround(runAudit: RunAudit = audit) {
  const city = await openCityGround();
  const { db, credentials, keys, clock, copy, logs } = city;
  clock.set(new Date().toISOString());
  const person = identityCard('审', '1988-08-08', 1);
  await importPeople(city, person);
  const record = receiptWriter({ keys, catalog, cityId: CITY_ID, clock });
  const holder = credentials.subjectOf(person.idNumber) ?? '';
  const nobody = { request: null, client: null, department: null, matter: null, window: null, role: null };
  const look = () =>
    db.transaction().execute((trx) => record(trx, [{ holder, outcome: 'self', ...nobody, items: [] }]));
  const receiptsNow = () => readReceipts(holder, { after: 0, limit: 100 }, { db, keys, logs });
  for (let looks = 0; looks < 4; looks++) await look();
  await city.anchor();
  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerProblem);
  await app.register(logRoutes(logs));
  await app.register(
    trustRoutes({ cityId: CITY_ID, publicUrl: 'http://127.0.0.1:1', names, copy, logs, keys }),
  );
  await app.register(credentialPublicRoutes(credentials, catalog, names));

  const served =
    (tamper: Tamper = (_path, bytes) => bytes): ReadServed =>
    async (path) => {
      const { statusCode, rawPayload } = await app.inject(path);
      return statusCode === 404 ? undefined : tamper(path, new Uint8Array(rawPayload));
    };
  return {
    city,
    served,
    receipts: await receiptsNow(),
    /** The same person looks once more. */
    look,
    receiptsNow,
    /** Asks the ledger; `lie` stands in between. */
    ask: (lie: Lie = honest): Ask => askOf(city, lie),
    /** Where the gateway is, as one would ask it over HTTP. */
    app,
    /** Bytes that are served at a path. */
    bytesAt: async (path: string): Promise<Uint8Array> => new Uint8Array((await app.inject(path)).rawPayload),
    /** The trust file that is served, with something changed in its city. */
    trust: async (change: (city: TrustedCity) => TrustedCity = (told) => told): Promise<Trust> => {
      const trust: Trust = (await app.inject('/trust.json')).json();
      return { ...trust, cities: trust.cities.map(change) };
    },
    /** Audits; `lie` stands between the auditor and the ledger. */
    run: async ({ lie = honest, ...options }: RunOptions = {}): Promise<Check[]> => {
      const checks: Check[] = [];
      for await (const check of runAudit({ ask: askOf(city, lie), read: served(), ...options }))
        checks.push(check);
      return checks;
    },
    close: async (): Promise<void> => {
      await app.close();
      await city.close();
    },
  };
}

/** Runs an audit: in this process, or where a test has it run. */
export type RunAudit = (options: AuditOptions) => AsyncIterable<Check>;

type RunOptions = Partial<Omit<AuditOptions, 'ask'>> & { readonly lie?: Lie };

async function importPeople(city: CityGround, person: object): Promise<void> {
  const rows = Array.from({ length: 300 }, (_, index) =>
    JSON.stringify(index === 0 ? person : identityCard('民', '1977-01-01', index + 1)),
  );
  const { imports } = city.credentials;
  await imports.run(
    await imports.accept(
      { department: 'PSB', credentialType: 'resident-identity-card', format: 'jsonl' },
      Readable.from([rows.join('\n')]),
    ),
  );
  await changeStatus(city, {
    department: 'PSB',
    credentialType: 'resident-identity-card',
    record: 'CARD-5',
    change: 'revoke',
    reason: 'cancelled',
  });
}

/** The codes found, each once. */
export const codesOf = (checks: readonly Check[]): string[] => [
  ...new Set(checks.flatMap(({ code }) => code ?? [])),
];

/** What is said of the only thing that doesn't hold. */
export const detailOf = (checks: readonly Check[]): string | undefined =>
  checks.find(({ code }) => code !== undefined)?.detail;

/** JSON as bytes. */
export const jsonBytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** A clock that shows a time so many seconds from now. */
export const clockIn = (seconds: number) => ({ now: () => new Date(Date.now() + 1000 * seconds) });
