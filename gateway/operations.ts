/** What those who run the gateway ask of it: alive, ready, metrics. */
import type { FastifyPluginAsync } from 'fastify';
import type { Registry } from 'prom-client';
import { z } from 'zod';
import type { ErrorCode } from './errors.ts';

const part = z.object({
  name: z.string(),
  ready: z.boolean(),
  lag: z.number().optional().meta({ description: 'what waits in this part, or seconds it lags behind' }),
  note: z.string().optional(),
});

/** One part of the gateway as /ready reports it. */
export type PartState = z.infer<typeof part>;

export type OperationsParts = {
  readonly states: () => Promise<readonly PartState[]>;
  readonly metrics: Registry;
  /** Told of every answer. */
  readonly observe: (answered: Answered) => void;
  /** Told of every call of a department's system that was refused. */
  readonly countRefusal: (refusal: Refusal) => void;
};

/** An answer: its route (never its address), status and duration. */
export type Answered = {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
};

/** A refused call: its code and the system that called, and nothing of whom the call was about. */
export type Refusal = { readonly code: ErrorCode; readonly client: string; readonly department: string };

/** `GET /health` answers while the process lives; `GET /ready` asks every part; `GET /metrics` is Prometheus' text format. */
export function operationsRoutes({ states, metrics }: OperationsParts): FastifyPluginAsync {
  return async (app) => {
    const config = { callers: ['anyone'] as const };
    app.get(
      '/health',
      {
        config,
        schema: {
          summary: 'Alive',
          tags: ['operations'],
          response: { 200: z.object({ alive: z.literal(true) }) },
        },
      },
      async () => ({ alive: true }),
    );
    const readiness = z.object({ ready: z.boolean(), parts: z.array(part) });
    app.get(
      '/ready',
      {
        config,
        schema: {
          summary: 'Ready, part by part, with the lag of each',
          tags: ['operations'],
          response: { 200: readiness, 503: readiness },
        },
      },
      async (_request, reply) => {
        const parts = await states();
        const ready = parts.every((state) => state.ready);
        return reply.status(ready ? 200 : 503).send({ ready, parts: [...parts] });
      },
    );
    app.get(
      '/metrics',
      { config, schema: { summary: 'Metrics in the text format of Prometheus', tags: ['operations'] } },
      async (_request, reply) => reply.type(metrics.contentType).send(await metrics.metrics()),
    );
  };
}
