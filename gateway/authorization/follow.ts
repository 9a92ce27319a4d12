/** Live views: the view again whenever something changed, until it has come to its end, the reader is gone, or the reader's token ends. */
import type { FastifyRequest } from 'fastify';
import type { Clock } from '../clock.ts';

const final: ReadonlySet<string> = new Set(['answered', 'refused', 'expired', 'withdrawn']);

export type Followed<View> = {
  readonly changes: (signal: AbortSignal) => AsyncIterable<void>;
  readonly view: () => Promise<View>;
  readonly clock: Clock;
};

/**
 * Messages for server-sent events; a view that is like the last one is not sent again. Whoever wants to go on reading
 * comes again with a new token.
 */
export async function* follow<View extends object>(
  { raw, tokenEndsAt }: Pick<FastifyRequest, 'raw' | 'tokenEndsAt'>,
  { changes, view, clock }: Followed<View>,
): AsyncIterable<{ data: View }> {
  const gone = new AbortController();
  raw.once('close', () => gone.abort());
  const left = (tokenEndsAt?.getTime() ?? 0) - clock.now().getTime();
  const ending = setTimeout(() => gone.abort(), left);
  let last = '';
  try {
    for await (const _ of changes(gone.signal)) {
      const data = await view();
      const text = JSON.stringify(data);
      if (text !== last) yield { data };
      last = text;
      if ('state' in data && final.has(String(data.state))) return;
    }
  } finally {
    clearTimeout(ending);
  }
}
