/** Proofs over a real city: people with credentials, requests that they agree to, and a verifier that believes the ledger alone. */
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Caller } from '../../gateway/actor.ts';
import { decide } from '../../gateway/authorization/decisions.ts';
import { mandateRoutes } from '../../gateway/authorization/mandate-routes.ts';
import type { AuthorizationParts } from '../../gateway/authorization/parts.ts';
import { personRoutes } from '../../gateway/authorization/person-routes.ts';
import { readingOver } from '../../gateway/authorization/reading.ts';
import { createRequest } from '../../gateway/authorization/requests.ts';
import { answerProblem } from '../../gateway/problem.ts';
import { complaintRoutes } from '../../gateway/proofs/complaint-routes.ts';
import { credentialRoutes } from '../../gateway/proofs/credential-routes.ts';
import { exportRoutes } from '../../gateway/proofs/export-routes.ts';
import { openProofs, receiptWriter } from '../../gateway/proofs/proofs.ts';
import type { ProveParts } from '../../gateway/proofs/prove.ts';
import { receiptRoutes } from '../../gateway/proofs/receipt-routes.ts';
import { proofRoutes } from '../../gateway/proofs/routes.ts';
import { decide as decideShape } from '../../sdk/schemas/requests.ts';
import { formatVerifierKey, verifierKeyOf } from '../../sdk/verify/checkpoint.ts';
import type { Proof, Trust } from '../../sdk/verify/types.ts';
import { verifyProof } from '../../sdk/verify/verify.ts';
import { authorizationOver } from './authorization-ground.ts';
import { CITY_ID, type CityGround, openCityGround } from './city-ground.ts';

export const NONCE = 'nonce-of-the-asker-1';

export type ProofsGround = Awaited<ReturnType<typeof openProofsGround>>;

/** What is asked for: a matter, and whose codes stand for its subjects. */
export type Wish = {
  readonly matter: string;
  readonly people: Readonly<Record<string, string>>;
  readonly conditions?: string[];
  readonly holders?: Record<string, string>;
  readonly picks?: Record<string, Record<string, string>>;
};

export async function openProofsGround() {
  const city = await openCityGround();
  const { db, catalog, keys, names, clock, copy, logs, credentials } = city;
  const shared = { db, catalog, keys, names, cityId: CITY_ID, clock, copy, logs };
  const parts: ProveParts = {
    ...shared,
    statementKey: (department) => credentials.departmentKeys.unended(department),
    holdKeys: (trx, signers) => credentials.departmentKeys.hold(trx, signers),
    statusToken: (department, list) => credentials.statusTokens.token(department, list),
  };
  const authorization: AuthorizationParts = {
    ...authorizationOver(city),
    recordAccess: receiptWriter(shared),
  };
  const subjectOf = (number: string): string => credentials.subjectOf(number) ?? '';
  return {
    city,
    parts,
    authorization,
    proofs: openProofs(parts),
    subjectOf,
    ...dealings(city, authorization),
    /** The gateway's routes for people and proofs; a header says who calls. */
    app: () =>
      openApp({ ...shared, readingOf: readingOver(authorization), authorization, credentials }, parts),
    verify: (proof: Proof, at = clock.now()) =>
      verifyProof(proof, {
        trust: trustOf(city),
        expect: { audience: proof.request.audience, nonce: NONCE },
        at,
      }),
    close: async () => {
      await authorization.changes.close();
      await city.close();
    },
  };
}

function dealings(city: CityGround, authorization: AuthorizationParts) {
  const { credentials, catalog } = city;
  const subjectOf = (number: string): string => credentials.subjectOf(number) ?? '';
  const askerOf = (matter: string) => {
    const department = catalog.findMatter(matter)?.departmentCode ?? '';
    return { client: `${department.toLowerCase()}-counter`, department, window: `${department}-W1` };
  };
  /** A request to which nobody has said anything yet. */
  const ask = async ({ matter, people, conditions = [] }: Wish, nonce = NONCE): Promise<string> => {
    const { client, department, window } = askerOf(matter);
    const parties: Record<string, { code: string }> = {};
    const codes = new Map<string, string>();
    for (const [role, number] of Object.entries(people)) {
      const code = codes.get(number) ?? (await authorization.codes.showQr(subjectOf(number))).url;
      codes.set(number, code);
      parties[role] = { code };
    }
    const caller = { kind: 'system', client, department, scopes: ['ask'] } as const;
    const { id } = await createRequest(caller, { matter, nonce, window, conditions, parties }, authorization);
    return id;
  };
  return {
    askerOf,
    ask,
    /** A request to which everybody has agreed. */
    approve: async (wish: Wish, nonce = NONCE): Promise<string> => {
      const id = await ask(wish, nonce);
      const { holders = {}, picks = {} } = wish;
      const decision = decideShape.parse({ decision: 'agree', holders, picks });
      for (const number of new Set(Object.values(wish.people)))
        await decide(subjectOf(number), id, { decision, parts: authorization });
      return id;
    },
  };
}

async function openApp(
  people: Parameters<typeof receiptRoutes>[0] &
    Pick<Parameters<typeof exportRoutes>[0], 'authorization' | 'clock'> &
    Pick<Parameters<typeof credentialRoutes>[0], 'credentials'>,
  parts: ProveParts,
): Promise<ReturnType<typeof Fastify>> {
  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerProblem);
  app.decorateRequest('caller', { getter: () => ({ kind: 'anyone' }) as Caller });
  app.addHook('onRequest', async (request) => {
    const caller: Caller = JSON.parse(String(request.headers.caller));
    Object.defineProperty(request, 'caller', { value: caller });
  });
  await app.register(proofRoutes(openProofs(parts), parts.catalog));
  const { recordAccess } = people.authorization;
  await app.register(receiptRoutes(people));
  await app.register(credentialRoutes({ ...people, recordAccess }));
  await app.register(exportRoutes({ ...people, recordAccess }));
  await app.register(complaintRoutes({ ...people, catalog: parts.catalog }));
  await app.register(personRoutes(people.authorization));
  await app.register(mandateRoutes(people.authorization));
  await app.ready();
  return app;
}

/** What a verifier believes, as the verified copy of the ledger has it. */
export function trustOf({ copy, names, clock, catalog, keys }: CityGround): Trust {
  const { id, chainId, genesis, contracts } = copy.identity;
  const codes = copy.departments();
  const logs = [...codes, 'access'].map((name) => ({
    name,
    origin: names.logOrigin(name),
    owner: copy.ownerOf(name) ?? '',
    verifierKeys: [formatVerifierKey(verifierKeyOf(names.logOrigin(name), keys.checkpoint(name).publicKey))],
    checkpoint: { size: 0, root: '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU' },
  }));
  const departments = codes.map((code) => ({
    code,
    issuer: names.issuer(code),
    suspended: copy.isSuspended(code),
    keys: copy.keysOf(code).map(({ thumbprint, x, y, ended, terms }) => ({
      kid: thumbprint,
      jwk: { kty: 'EC', crv: 'P-256', x, y } as const,
      ended,
      types: terms.map(({ credentialType, from, to }) => ({ type: credentialType, from, to })),
    })),
  }));
  if (departments.length !== catalog.departments.length) throw new Error('not all are accredited');
  const asOf = Math.floor(clock.now().getTime() / 1000);
  const ledger = { id, chainId, genesis, contracts };
  return { version: 1, cities: [{ cityId: CITY_ID, ledger, asOf, logs, departments }] };
}
