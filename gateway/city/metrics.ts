/** Metrics in Prometheus' terms: numbers about the gateway's work, and none about anybody. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Credentials } from '../credentials/credentials.ts';
import type { VerifiedCopy } from '../ledger/verified-copy.ts';
import type { Logs } from '../log/logs.ts';
import type { OperationsParts } from '../operations.ts';

export type MetricsParts = {
  readonly logs: Logs;
  readonly credentials: Credentials;
  readonly copy: VerifiedCopy;
  readonly now: () => Date;
};

/** The registry, and what counts answers and refusals in it. */
export function openMetrics({
  logs,
  credentials,
  copy,
  now,
}: MetricsParts): Pick<OperationsParts, 'metrics' | 'observe' | 'countRefusal'> {
  const registers = [new Registry()];
  const [registry = new Registry()] = registers;
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'city_log_queued_entries',
    help: 'Log entries that wait for the ledger',
    labelNames: ['log'],
    registers,
    async collect() {
      for (const { log, queued } of await logs.lag()) this.set({ log }, queued);
    },
  });
  new Gauge({
    name: 'city_status_changes_waiting',
    help: 'Status changes that wait for the ledger',
    registers,
    async collect() {
      this.set((await credentials.statusBatcher.state()).waiting);
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
