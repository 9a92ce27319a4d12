/** Metrics in Prometheus' terms: numbers about the gateway's work, and none about anybody. */
import { sql } from 'kysely';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Credentials } from '../credentials/credentials.ts';
import type { Database } from '../database/open.ts';
import type { VerifiedCopy } from '../ledger/verified-copy.ts';
import type { Logs } from '../log/logs.ts';
import type { OperationsParts } from '../operations.ts';

export type MetricsParts = {
  readonly db: Database;
  readonly logs: Logs;
  readonly credentials: Credentials;
  readonly copy: VerifiedCopy;
  readonly now: () => Date;
};

/**
 * The registry, and what counts answers and refusals in it. What is read from the database has no value while that is
 * away, rather than an old one, and the other metrics go on.
 */
export function openMetrics({
  db,
  logs,
  credentials,
  copy,
  now,
}: MetricsParts): Pick<OperationsParts, 'metrics' | 'observe' | 'countRefusal'> {
  const registers = [new Registry()];
  const [registry = new Registry()] = registers;
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'city_database_up',
    help: 'Whether the database answers: 1, or 0 and then what is kept there has no metrics',
    registers,
    async collect() {
      const isUp = await sql`select 1`.execute(db).then(
        () => true,
        () => false,
      );
      this.set(Number(isUp));
    },
  });
  new Gauge({
    name: 'city_log_queued_entries',
    help: 'Log entries that wait for the ledger',
    labelNames: ['log'],
    registers,
    async collect() {
      this.reset();
      for (const { log, queued } of await logs.lag().catch(() => [])) this.set({ log }, queued);
    },
  });
  new Gauge({
    name: 'city_status_changes_waiting',
    help: 'Status changes that wait for the ledger',
    registers,
    async collect() {
      const state = await credentials.statusBatcher.state().catch(() => undefined);
      if (state === undefined) this.remove();
      else this.set(state.waiting);
    },
  });
  new Gauge({
    name: 'city_imports_waiting',
    help: 'Imports that wait or run',
    registers,
    collect() {
      this.set(credentials.importQueue.state().waiting);
    },
  });
  new Gauge({
    name: 'city_ledger_copy_age_seconds',
    help: 'Age of the gateway’s copy of the ledger',
    registers,
    collect() {
      this.set((now().getTime() - copy.asOf.getTime()) / 1000);
    },
  });
  const answers = new Histogram({
    name: 'city_http_answer_seconds',
    help: 'Answers by route and status',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const refusals = new Counter({
    name: 'city_refused_calls_total',
    help: 'Refused calls of departments’ systems by code; those that reach nobody leave no receipt and are counted here alone',
    labelNames: ['code', 'client', 'department'],
    registers,
  });
  return {
    metrics: registry,
    observe: ({ seconds, ...labels }) => answers.observe(labels, seconds),
    countRefusal: (refusal) => refusals.inc(refusal),
  };
}
