/** Errors as answers: problem details (RFC 9457) in the caller's language, with a stable code and what to do next. */
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CityError, type ErrorCode, errorTable } from './errors.ts';
import { newId } from './ids.ts';
import { languageOf } from './language.ts';

/** Every error that the gateway answers with. */
export const problem = z
  .object({
    type: z.string().meta({ description: 'the code on the page of errors' }),
    title: z.string().meta({ description: 'for people, in the language asked for' }),
    status: z.int(),
    code: z.enum(Object.keys(errorTable) as [ErrorCode, ...ErrorCode[]]),
    next: z.string().meta({ description: 'what to do next' }),
    instance: z.string().meta({ description: 'this answer in the gateway’s log' }),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Problem', description: 'Problem details (RFC 9457) with a stable code' });

export const PROBLEM_TYPE = 'application/problem+json';

/** Turns anything thrown into problem details; what isn't in the table is `INTERNAL` and tells nothing of its cause. */
export async function answerProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const known = toCityError(error);
  const row = errorTable[known.code];
  if (row.status >= 500)
    request.log.error({ code: known.code, cause: traceOf(known.cause ?? error) }, 'failed');
  if (row.status === 401) reply.header('www-authenticate', 'Bearer');
  await reply
    .status(row.status)
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(problemOf(known, { language: languageOf(request), instance: request.id })));
}

/** Answers what can't be read as HTTP, a method that there is not included; nothing is known of who sent it. */
export function answerUnreadable(_error: Error, socket: Socket): void {
  if (!socket.writable) return void socket.destroy();
  const error = new CityError('BAD_REQUEST', { faults: ['not HTTP'] });
  const body = JSON.stringify(problemOf(error, { language: 'zh', instance: newId() }));
  const head = [
    'HTTP/1.1 400 Bad Request',
    `content-type: ${PROBLEM_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** The problem details of an error: `code` is stable; `title` and `next` are for people. */
export function problemOf(
  { code, details }: CityError,
  { language, instance }: { readonly language: 'zh' | 'en'; readonly instance: string },
): z.infer<typeof problem> {
  const row = errorTable[code];
  return {
    type: `/errors#${code}`,
    title: row[language],
    status: row.status,
    code,
    next: language === 'zh' ? row.nextZh : row.nextEn,
    instance,
    ...(Object.keys(details).length === 0 ? {} : { details }),
  };
}

/** The error of the table that anything thrown is answered as. */
export function toCityError(error: unknown): CityError {
  if (error instanceof CityError) return error;
  if (hasZodFastifySchemaValidationErrors(error))
    return new CityError('BAD_REQUEST', {
      faults: error.validation.map(
        (fault) => `${fault.instancePath || '/'}: ${fault.message ?? 'not valid'}`,
      ),
    });
  if (isResponseSerializationError(error)) return new CityError('INTERNAL', {}, error.cause);
  const { statusCode = 500, code = '' } = error as Partial<FastifyError>;
  const known = codeByStatus[statusCode];
  if (known !== undefined) return new CityError(known, {}, error);
  const isCallers = statusCode >= 400 && statusCode < 500;
  return isCallers
    ? new CityError('BAD_REQUEST', { faults: [code] }, error)
    : new CityError('INTERNAL', {}, error);
}

const codeByStatus: Readonly<Record<number, ErrorCode>> = {
  404: 'NOT_FOUND',
  413: 'TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'TOO_MANY_REQUESTS',
};

// Messages of database drivers and parsers repeat the values that they failed on; the places in the code don't.
function traceOf(cause: unknown): { name: string; code: unknown; at: string[] } | undefined {
  if (!(cause instanceof Error)) return undefined;
  const at = (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { name: cause.name, code: (cause as { code?: unknown }).code, at: at.map((line) => line.trim()) };
}
