/** Live views: the view again whenever something changed, until it has come to its end or the reader is gone. */
import type { FastifyRequest } from 'fastify';

const final: ReadonlySet<string> = new Set(['answered', 'refused', 'expired', 'withdrawn']);

type Follow = (signal: AbortSignal) => AsyncIterable<void>;

/** Messages for server-sent events; a view that is like the last one is not sent again. */
export async function* follow<View extends object>(
  request: FastifyRequest,
  changes: Follow,
  view: () => Promise<View>,
): AsyncIterable<{ data: View }> {
  const gone = new AbortController();
  request.raw.once('close', () => gone.abort());
  let last = '';
  for await (const _ of changes(gone.signal)) {
    const data = await view();
    const text = JSON.stringify(data);
    if (text !== last) yield { data };
    last = text;
    if ('state' in data && final.has(String(data.state))) return;
  }
}
