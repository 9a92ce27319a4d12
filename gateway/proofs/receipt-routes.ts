/** Where people read their receipts, and take them along. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import {
  historyList,
  historyQuery,
  holderQuery,
  type OpenedReceipt,
  openedReceipt,
  receiptExport,
  receiptList,
  receiptParams,
  receiptQuery,
} from '../../sdk/schemas/receipts.ts';
import type { Subject } from '../actor.ts';
import type { FindReading } from '../authorization/reading.ts';
import { CityError } from '../errors.ts';
import { personOf } from '../identity/plugin.ts';
import { countHistory, readHistory } from './history.ts';
import { countReceipts, type OwnReceiptsParts, readReceipts } from './own-receipts.ts';

const config = { callers: ['person'] as const };
const tags = ['people'];
/** Receipts opened together for an export. */
const PORTION = 200;

export type ReceiptRoutesParts = OwnReceiptsParts & {
  readonly cityId: string;
  readonly readingOf: FindReading;
};

/** `/me/receipts` and `/me/history`: one's own, and with `holder` those of whom one may act for. */
export function receiptRoutes(parts: ReceiptRoutesParts): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/me/receipts',
      {
        config,
        schema: {
          tags,
          summary: 'Who looked at what of mine, and on what basis',
          querystring: receiptQuery,
          response: { 200: receiptList },
        },
      },
      async (request) => {
        const { limit, next: before, holder } = request.query;
        const subject = await subjectOf(personOf(request).subject, holder, parts);
        const items = await readReceipts(subject, { before, limit }, parts);
        const last = items.at(-1)?.number ?? 1;
        return { items, total: await countReceipts(parts.db, subject), next: last > 1 ? last : null };
      },
    );
    app.get(
      '/me/history',
      {
        config,
        schema: {
          tags,
          summary:
            'Everything by time: accesses with their receipts, and what was issued, replaced or changed',
          querystring: historyQuery,
          response: { 200: historyList },
        },
      },
      async (request) => {
        const { limit, next: before, holder } = request.query;
        const subject = await subjectOf(personOf(request).subject, holder, parts);
        const found = await readHistory(subject, { before, limit: limit + 1 }, parts);
        const items = found.slice(0, limit);
        const next = found.length > limit ? (items.at(-1)?.id ?? null) : null;
        return { items, total: await countHistory(parts.db, subject), next };
      },
    );
    app.get(
      '/me/receipts/export',
      {
        config,
        schema: {
          tags,
          summary: 'All of one’s receipts with what proves them, as a file',
          querystring: holderQuery,
          response: { 200: receiptExport },
        },
      },
      async (request, reply) => {
        const subject = await subjectOf(personOf(request).subject, request.query.holder, parts);
        reply.header('content-disposition', 'attachment; filename="receipts.json"');
        return { version: 1 as const, cityId: parts.cityId, receipts: await readAll(subject, parts) };
      },
    );
    app.get(
      '/me/receipts/:number',
      {
        config,
        schema: {
          tags,
          summary: 'One receipt with what proves it',
          params: receiptParams,
          querystring: holderQuery,
          response: { 200: openedReceipt },
        },
      },
      async (request) => {
        const subject = await subjectOf(personOf(request).subject, request.query.holder, parts);
        const { number } = request.params;
        const [found] = await readReceipts(subject, { number, limit: 1 }, parts);
        if (found === undefined) throw new CityError('RECEIPT_NOT_FOUND');
        return found;
      },
    );
  };
}

/** The caller, or the one whom they name and of whom they may read everything. @throws CityError FORBIDDEN */
export async function subjectOf(
  caller: Subject,
  holder: Subject | undefined,
  { readingOf }: Pick<ReceiptRoutesParts, 'readingOf'>,
): Promise<Subject> {
  const reading = await readingOf(caller, holder);
  if (reading?.everything !== true) throw new CityError('FORBIDDEN');
  return reading.subject;
}

async function readAll(subject: Subject, parts: ReceiptRoutesParts): Promise<OpenedReceipt[]> {
  const all: OpenedReceipt[] = [];
  for (;;) {
    const portion = await readReceipts(subject, { after: all.at(-1)?.number ?? 0, limit: PORTION }, parts);
    all.push(...portion);
    if (portion.length < PORTION) return all;
  }
}
