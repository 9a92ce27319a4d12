/** Where a clerk gets a proof on paper. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Kysely } from 'kysely';
import { annotatedCopyWish } from '../../sdk/schemas/annotated-copies.ts';
import { proof as proofShape } from '../../sdk/schemas/proof.ts';
import type { Proof, Trust } from '../../sdk/verify/types.ts';
import { verifyProof } from '../../sdk/verify/verify.ts';
import type { Asker } from '../actor.ts';
import { readAuthorization } from '../authorization/authorization.ts';
import { isRequestOf } from '../authorization/endings.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { type Clock, civilDateAfter, civilDateOf } from '../clock.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import { askerOf } from '../identity/plugin.ts';
import type { CityNames } from '../ids.ts';
import { languageOf } from '../language.ts';
import { makeAnnotatedCopy } from './annotated-copy.ts';

/** Civil days for which a copy is good where nothing else is wished, and at most. */
const GOOD_DAYS = 30;
const MOST_GOOD_DAYS = 366;
const BODY_LIMIT = 4_194_304;

export type AnnotatedCopyParts = {
  readonly db: Kysely<Tables>;
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly names: Pick<CityNames, 'audience'>;
  readonly publicUrl: string;
  readonly trust: () => Promise<Trust>;
};

/** `POST /annotated-copies` */
export function annotatedCopyRoutes(parts: AnnotatedCopyParts): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/annotated-copies',
      {
        config: { callers: ['staff:clerk'] },
        bodyLimit: BODY_LIMIT,
        schema: {
          tags: ['requests'],
          summary: 'A proof as a document on paper (加注件), with the proof inside; nothing of it is kept',
          body: annotatedCopyWish,
        },
      },
      async (request, reply) => {
        const { data } = proofShape.safeParse(request.body.proof);
        if (data === undefined) throw new CityError('PROOF_NOT_ACCEPTED', { reason: 'MALFORMED' });
        const { expiresOn } = request.body;
        const wish = { proof: data as Proof, language: languageOf(request), expiresOn };
        const bytes = await copyFor(askerOf(request, parts.catalog), wish, parts);
        return reply
          .type('application/pdf')
          .header('cache-control', 'no-store')
          .header('content-disposition', 'inline; filename="annotated-copy.pdf"')
          .send(bytes);
      },
    );
  };
}

type Wish = {
  readonly proof: Proof;
  readonly language: 'zh' | 'en';
  readonly expiresOn: string | undefined;
};

/**
 * The copy of a proof that this clerk got, as it was judged when it was made: one that is too old to be used again may
 * still be put on file.
 * @throws CityError REQUEST_NOT_FOUND, PROOF_NOT_ACCEPTED where it doesn't hold, EXPIRY_REFUSED
 */
async function copyFor(asker: Asker, { proof, language, expiresOn }: Wish, parts: AnnotatedCopyParts) {
  const { db, catalog, clock, names, publicUrl, trust } = parts;
  const known = await readAuthorization(db, proof.request.id);
  if (known === undefined || !isRequestOf(asker, known) || known.answeredAt === null)
    throw new CityError('REQUEST_NOT_FOUND');
  const until = expiresOn ?? civilDateAfter(clock.now(), GOOD_DAYS);
  if (until < civilDateOf(clock.now()) || until > civilDateAfter(clock.now(), MOST_GOOD_DAYS))
    throw new CityError('EXPIRY_REFUSED', { most: civilDateAfter(clock.now(), MOST_GOOD_DAYS) });
  const verdict = await verifyProof(proof, {
    trust: await trust(),
    expect: { audience: names.audience(asker.client), nonce: known.nonce },
    at: known.answeredAt,
  });
  // What was refused when the proof was made is no fault of what was shown; any other fault is of the whole.
  const faulty = verdict.items.find(({ valid }, at) => !valid && !isRefused(proof, at));
  const hasShown = verdict.items.some(({ valid }) => valid);
  if (!hasShown || faulty !== undefined) {
    const reason = faulty?.reason ?? (verdict.valid ? 'NO_SUCH_CREDENTIAL' : verdict.reason);
    throw new CityError('PROOF_NOT_ACCEPTED', { reason });
  }
  const facts = { proof, verdict, language, madeAt: known.answeredAt, expiresOn: until, publicUrl };
  return makeAnnotatedCopy(facts, catalog);
}

const isRefused = ({ items }: Proof, at: number): boolean => 'refusal' in (items[at] ?? {});
