/** What those who run the gateway are told while its database is away, and after. */
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { buildApp } from '../../../gateway/app.ts';
import { openFaceSwitch } from '../../../gateway/authorization/face/switch.ts';
import { openMetrics } from '../../../gateway/city/metrics.ts';
import { readStates } from '../../../gateway/city/states.ts';
import { type CityGround, openCityGround } from '../../support/city-ground.ts';
import { playEngine } from '../../support/played-engine.ts';

const played = playEngine();
let city: CityGround;
let app: FastifyInstance;
beforeAll(async () => {
  city = await openCityGround();
  const { db, logs, credentials, copy } = city;
  const now = () => new Date();
  const face = openFaceSwitch({ db, engine: played.engine, isTown: true });
  app = await buildApp({
    config: { LOG_LEVEL: 'silent', TRUST_PROXY: false, tls: undefined, PUBLIC_URL: 'http://127.0.0.1' },
    identity: async (open) =>
      void open.decorateRequest('caller', { getter: () => ({ kind: 'anyone' as const }) }),
    operations: {
      states: () => readStates({ db, logs, credentials, copy, face, config: { LEDGER: 'embedded' }, now }),
      ...openMetrics({ db, logs, credentials, copy, now }),
    },
    routes: [],
  });
});
afterAll(async () => {
  await app.close();
  await city.close();
});

/** Shuts everybody out of the city's database, or lets them in again. */
async function letIn(name: string, isOpen: boolean): Promise<void> {
  const admin = new pg.Client({ connectionString: inject('postgresUrl') });
  await admin.connect();
  await admin.query(`alter database ${name} allow_connections ${isOpen}`);
  if (!isOpen)
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  await admin.end();
}

const metrics = async (): Promise<{ status: number; text: string }> => {
  const { statusCode, body } = await app.inject('/metrics');
  return { status: statusCode, text: body };
};

test('without a database the gateway isn’t ready, and its metrics say so and go on', async () => {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(city.db);
  const name = rows[0]?.name ?? '';
  const kept = ['city_log_queued_entries{log="PSB"} 0', 'city_status_changes_waiting 0'];
  expect((await app.inject('/ready')).statusCode).toBe(200);
  const before = await metrics();
  for (const line of ['city_database_up 1', ...kept]) expect(before.text).toContain(line);

  await letIn(name, false);
  const ready = await app.inject('/ready');
  expect(ready.statusCode).toBe(503);
  expect(ready.json()).toEqual({
    ready: false,
    parts: [{ name: 'database', ready: false, note: 'does not answer' }],
  });
  expect((await app.inject('/health')).json()).toEqual({ alive: true });
  const without = await metrics();
  expect(without.status).toBe(200);
  for (const line of ['city_database_up 0', 'city_ledger_copy_age_seconds ', 'process_cpu_seconds_total '])
    expect(without.text).toContain(line);
  for (const line of kept) expect(without.text).not.toContain(line);

  await letIn(name, true);
  expect((await app.inject('/ready')).statusCode).toBe(200);
  for (const line of ['city_database_up 1', ...kept]) expect((await metrics()).text).toContain(line);
});

test('a face engine that can’t be asked is told of, and keeps nobody from being served', async () => {
  const named = async () => {
    const { ready, parts } = (await app.inject('/ready')).json();
    return [ready, parts.find(({ name }: { name: string }) => name === 'face')];
  };
  expect(await named()).toEqual([true, undefined]);
  played.rules.isAway = true;
  expect(await named()).toEqual([true, { name: 'face', ready: true, note: 'FACE_UNAVAILABLE' }]);
  played.rules.isAway = false;
});
