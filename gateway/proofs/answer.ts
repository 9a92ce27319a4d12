/** Answering: authorizations are consumed, receipts written and log entries queued in one transaction, many at a time. */
import type { Kysely } from 'kysely';
import type { Proof } from '../../sdk/verify/types.ts';
import type { AccessOutcome } from '../authorization/access.ts';
import { agreedByOf, officersOf, type Use, type UseOutcome } from '../authorization/authorization.ts';
import { announceAll } from '../authorization/changes.ts';
import { consumeRequests } from '../authorization/consume.ts';
import type { SubjectKey } from '../credentials/subject-keys.ts';
import { sqlStateOf } from '../database/sql-state.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import { queueEntries } from '../log/queue.ts';
import type { Prepared, ProveParts } from './prove.ts';
import { type Access, type ReceiptsParts, recordAccess, type Written, writeReceipts } from './receipts.ts';
import { findFirsts, firstName, keepFirsts } from './repeats.ts';
import { keepShown } from './shown.ts';

/** A prepared answer and the try that it is for. */
export type Ready = { readonly use: Use; readonly prepared: Prepared };

/** What came of a try: the proof that may leave now, or why nothing may. */
export type Answered = Proof | Exclude<UseOutcome, 'consumed' | 'repeat'>;

export type AnswerContext = Pick<ProveParts, 'db' | 'holdKeys'> & {
  readonly receipts: ReceiptsParts;
  readonly now: Date;
};

/** SQLSTATE of a transaction that lost against another and may be tried again. */
const LOST = new Set(['40001', '40P01']);
const MOST_ATTEMPTS = 4;

/**
 * Decides tries, in their order, in one transaction: of those on one authorization one consumes it, and its answer,
 * receipts and log entries come into being together or not at all. Undefined, and nothing done, where a key that signed
 * a statement for one of them was stopped meanwhile: they are to be prepared anew.
 */
export async function answerAll(
  ready: readonly Ready[],
  context: AnswerContext,
): Promise<readonly Answered[] | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await context.db.transaction().execute((trx) => answerIn(trx, ready, context));
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !LOST.has(sqlStateOf(error))) throw error;
    }
  }
}

async function answerIn(
  trx: Kysely<Tables>,
  ready: readonly Ready[],
  { holdKeys, receipts: parts, now }: AnswerContext,
): Promise<readonly Answered[] | undefined> {
  const signers = ready.flatMap(({ prepared }) => prepared.signers);
  if (signers.length > 0 && !(await holdKeys(trx, signers))) return undefined;
  const outcomes = await consumeRequests(
    trx,
    ready.map(({ use }) => use),
    {
      clock: { now: () => now },
      recordAccess: (within, accesses) => recordAccess(within, accesses, { parts, now }),
    },
  );
  const having = (outcome: UseOutcome): Ready[] => ready.filter((_, at) => outcomes[at] === outcome);
  const [consumed, repeated] = [having('consumed'), having('repeat')];
  const fresh = consumed.flatMap((one) => accessesOf(one, 'answered'));
  const known = keysOf(ready);
  const uses = await writeReceipts(trx, fresh, { parts, now, known });
  await keepFirsts(trx, firstsOf(fresh, uses.written), now);
  await keepShown(trx, fresh, now);
  const again = await repeatsOf(trx, repeated);
  const repeats = await writeReceipts(trx, again, { parts, now, known });
  const derived = [...consumed, ...repeated].flatMap(({ prepared }) => prepared.entries);
  await queueEntries(trx, [...uses.entries, ...repeats.entries, ...derived], now);
  if (consumed.length > 0) await announceAll(trx, consumed.map(changeOf));
  const leaves = [...leavesOf(consumed, uses.written), ...leavesOf(repeated, repeats.written)];
  const proofs = new Map(leaves);
  return ready.map((one, at) => {
    const outcome = outcomes[at];
    if (outcome !== 'consumed' && outcome !== 'repeat') return outcome ?? 'AUTHORIZATION_USED';
    const proof = proofs.get(one);
    if (proof === undefined) throw new CityError('INTERNAL');
    return proof;
  });
}

/** One access a party: what was asked of it, and what came of each credential. */
function accessesOf(
  { prepared: { authorization, proof } }: Ready,
  outcome: AccessOutcome,
): (Access & { readonly request: string })[] {
  const { id, client, department, matter, window, officer, parties } = authorization;
  let place = 0;
  return parties.flatMap((party) => {
    const { holder, subject, items, method } = party;
    const told = items.map(({ credentialType, fields }) => {
      const item = proof.items[place++];
      const came = item !== undefined && 'refusal' in item ? item.refusal.code : 'shown';
      return { credentialType, fields, outcome: came };
    });
    if (holder === null) return [];
    const asked = { request: id, client, department, matter, window, role: subject, method };
    const officers = officersOf(officer, party);
    const agreedBy = agreedByOf(party);
    const who = {
      officers,
      ...(agreedBy === undefined ? {} : { agreedBy }),
      ...(party.face === null ? {} : { face: party.face }),
    };
    return [{ holder, outcome, ...asked, ...who, items: told }];
  });
}

const firstsOf = (
  accesses: readonly (Access & { readonly request: string })[],
  written: readonly Written[],
) =>
  accesses.map(({ request, holder }, at) => ({
    request,
    subject: holder,
    number: written[at]?.number ?? 0,
  }));

async function repeatsOf(trx: Kysely<Tables>, repeated: readonly Ready[]): Promise<Access[]> {
  const firsts = await findFirsts(
    trx,
    repeated.map(({ use }) => use.id),
  );
  return repeated
    .flatMap((one) => accessesOf(one, 'repeat'))
    .map((access) => {
      const first = firsts.get(firstName(access.request, access.holder));
      return first === undefined ? access : { ...access, first };
    });
}

function keysOf(ready: readonly Ready[]): ReadonlyMap<string, SubjectKey> {
  const [first] = ready;
  return first?.prepared.keys ?? new Map();
}

const changeOf = ({ prepared: { authorization } }: Ready) => ({
  request: authorization.id,
  people: authorization.parties.flatMap(({ giver, holder }) => [giver, holder]),
});

/** The proofs with the leaves of their receipts, which were written in the order of the parties. */
function leavesOf(ready: readonly Ready[], written: readonly Written[]): [Ready, Proof][] {
  let at = 0;
  return ready.map((one) => {
    const { authorization, proof } = one.prepared;
    const receipts = authorization.parties
      .filter(({ holder }) => holder !== null)
      .map(({ subject }) => ({ subject, leaf: written[at++]?.leaf ?? '' }));
    return [one, { ...proof, receipts }];
  });
}
