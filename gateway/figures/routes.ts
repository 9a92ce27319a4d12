/** Figures for everybody, and a department's own for its administrator. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { departmentStatistics, statisticsQuery } from '../../sdk/schemas/administration.ts';
import {
  accessFigures,
  issuanceFigures,
  monthQuery,
  paperFigures,
  paperFiguresQuery,
} from '../../sdk/schemas/figures.ts';
import { ownDepartment } from '../credentials/own-department.ts';
import { type FiguresParts, readAccesses, readIssuance, readPapers } from './figures.ts';
import { readStatistics } from './statistics.ts';

const config = { callers: ['anyone'] as const };
const tags = ['figures'];

/** Milliseconds for which one count of everything issued serves all who ask. */
const COUNTED_FOR = 60_000;

/** `/figures/…`, `/papers/figures` and `/departments/:code/statistics`. */
export function figureRoutes(parts: FiguresParts): FastifyPluginAsyncZod {
  const issuance = onceIn(COUNTED_FOR, () => readIssuance(parts), parts);
  return async (app) => {
    app.get(
      '/figures/issuance',
      {
        config,
        schema: {
          tags,
          summary: 'Credentials issued and statuses changed per department, at most a minute old',
          response: { 200: issuanceFigures },
        },
      },
      () => issuance(),
    );
    app.get(
      '/figures/accesses',
      {
        config,
        schema: {
          tags,
          summary: 'Requests agreed to and refused per department in a complete month',
          querystring: monthQuery,
          response: { 200: accessFigures },
        },
      },
      (request) => readAccesses(request.query.month, parts),
    );
    app.get(
      '/papers/figures',
      {
        config,
        schema: {
          tags,
          summary: 'Papers not needed and papers still asked for per matter in a complete month',
          querystring: paperFiguresQuery,
          response: { 200: paperFigures },
        },
      },
      (request) => readPapers(request.query, parts),
    );
    app.get(
      '/departments/:code/statistics',
      {
        config: { callers: ['staff:administrator'] },
        schema: {
          tags: ['administration'],
          summary: 'What the department asked for, counted',
          params: z.object({ code: z.string() }),
          querystring: statisticsQuery,
          response: { 200: departmentStatistics },
        },
      },
      (request) => readStatistics(ownDepartment(request), request.query, parts.db),
    );
  };
}

/** Does the work at most once in so many milliseconds, whoever asks; a failure isn't kept. */
function onceIn<T>(
  milliseconds: number,
  work: () => Promise<T>,
  { clock }: Pick<FiguresParts, 'clock'>,
): () => Promise<T> {
  let kept: { readonly until: number; readonly result: Promise<T> } | undefined;
  return () => {
    const now = clock.now().getTime();
    if (kept !== undefined && now < kept.until) return kept.result;
    const result = work();
    kept = { until: now + milliseconds, result };
    result.catch(() => {
      kept = undefined;
    });
    return result;
  };
}
