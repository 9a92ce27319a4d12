/** `GET /trust.json`: the gateway's own copy of what the ledger says; a convenience, since a verifier asks the ledger itself. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { formatVerifierKey, verifierKeyOf } from '../../sdk/verify/checkpoint.ts';
import type { Trust, TrustedDepartment, TrustedLog } from '../../sdk/verify/types.ts';
import { secondsOf } from '../clock.ts';
import type { CityNames } from '../ids.ts';
import type { VerifiedCopy } from '../ledger/verified-copy.ts';
import type { Logs } from './logs.ts';

export type TrustParts = {
  readonly cityId: string;
  readonly publicUrl: string;
  readonly names: CityNames;
  readonly copy: VerifiedCopy;
  readonly logs: Logs;
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
export async function trustOf({ cityId, publicUrl, names, copy, logs }: TrustParts): Promise<Trust> {
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
        departments: copy.departments().map((code) => trustedDepartment(code, { names, copy })),
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
  return { ...trustedKeysOf(log, { names, copy }), checkpoint };
}

type Told = Pick<TrustParts, 'names' | 'copy'>;

/** Whose a log is and who signs its checkpoints, as a trust file tells it. */
export function trustedKeysOf(log: string, { names, copy }: Told): Omit<TrustedLog, 'checkpoint'> {
  const origin = names.logOrigin(log);
  const key = copy.checkpointKeysOf(log).at(-1)?.key;
  return {
    name: log,
    origin,
    owner: copy.ownerOf(log) ?? '',
    verifierKeys: key === undefined ? [] : [formatVerifierKey(verifierKeyOf(origin, key))],
  };
}

/** What a department may sign and with which keys, as a trust file tells it. */
export function trustedDepartment(code: string, { names, copy }: Told): TrustedDepartment {
  return {
    code,
    issuer: names.issuer(code),
    suspended: copy.isSuspended(code),
    keys: copy.keysOf(code).map(({ thumbprint, x, y, ended, terms }) => ({
      kid: thumbprint,
      jwk: { kty: 'EC' as const, crv: 'P-256' as const, x, y },
      ended,
      types: terms.map(({ credentialType, from, to }) => ({ type: credentialType, from, to })),
    })),
  };
}
