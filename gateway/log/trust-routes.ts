/** `GET /trust.json`: the gateway's own copy of what the ledger says; a convenience, since a verifier asks the ledger itself. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { vouchingNote, vouchingText } from '../../sdk/slip/vouching.ts';
import { trustedDepartment, trustedKeysOf } from '../../sdk/trust/told.ts';
import type { Trust, TrustedLog, TrustedSlipKey } from '../../sdk/verify/types.ts';
import { secondsOf } from '../clock.ts';
import type { CityNames } from '../ids.ts';
import type { Keys } from '../keys/keys.ts';
import type { VerifiedCopy } from '../ledger/verified-copy.ts';
import type { Logs } from './logs.ts';

export type TrustParts = {
  readonly cityId: string;
  readonly publicUrl: string;
  readonly names: CityNames;
  readonly copy: VerifiedCopy;
  readonly logs: Logs;
  readonly keys: Pick<Keys, 'slip' | 'checkpoint'>;
};

export function trustRoutes(parts: TrustParts): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/trust.json',
      {
        config: { callers: ['anyone'] },
        schema: {
          tags: ['verification'],
          summary: 'What a verifier believes, as this gateway reads the ledger',
        },
      },
      async (_request, reply) =>
        reply.header('cache-control', 'public, max-age=60').send(await trustOf(parts)),
    );
  };
}

/** The trust file of this city as of the last time that the ledger was read. */
export async function trustOf({ cityId, publicUrl, names, copy, logs, keys }: TrustParts): Promise<Trust> {
  const { id, chainId, genesis, contracts } = copy.identity;
  return {
    version: 1,
    cities: [
      {
        cityId,
        gateway: publicUrl,
        ledger: { id, chainId, genesis, contracts },
        asOf: secondsOf(copy.asOf),
        logs: await Promise.all(logs.names.map((log) => trustedLog(log, { names, copy, logs }))),
        departments: copy.departments().map((code) => trustedDepartment(code, { names, state: copy })),
        slipKeys: [await trustedSlipKey({ cityId, names, keys })],
      },
    ],
  };
}

async function trustedLog(
  log: string,
  { names, copy, logs }: Pick<TrustParts, 'names' | 'copy' | 'logs'>,
): Promise<TrustedLog> {
  const { size, root } = await logs.reader.head(log);
  const checkpoint = { size, root: Buffer.from(root).toString('base64url') };
  return { ...trustedKeysOf(log, { names, state: copy }), checkpoint };
}

/** The key of slips, with the note by which the access log's key stands for it. */
export async function trustedSlipKey({
  cityId,
  names,
  keys,
}: Pick<TrustParts, 'cityId' | 'names' | 'keys'>): Promise<TrustedSlipKey> {
  const { kid, jwk } = keys.slip();
  const { publicKey, sign } = keys.checkpoint('access');
  const text = vouchingText(cityId, kid);
  const signature = await sign(Buffer.from(text));
  return { kid, jwk, note: vouchingNote(text, { origin: names.logOrigin('access'), publicKey, signature }) };
}
