/** From authorizations to what answers them: for each item a presentation with its evidence, or the reason why there is none. */
import type { Kysely } from 'kysely';
import type { Proof, ProofItem } from '../../sdk/verify/types.ts';
import type { Subject } from '../actor.ts';
import type { Authorization } from '../authorization/authorization.ts';
import type { Catalog, CompleteMatter } from '../catalog/catalog.ts';
import { type Clock, secondsOf } from '../clock.ts';
import type { Signer } from '../credentials/department-keys.ts';
import { readSubjectKeys, type SubjectKey } from '../credentials/subject-keys.ts';
import type { Database } from '../database/open.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import type { CityNames } from '../ids.ts';
import type { Keys, SigningKey } from '../keys/keys.ts';
import type { VerifiedCopy } from '../ledger/verified-copy.ts';
import type { Logs } from '../log/logs.ts';
import type { QueuedEntry } from '../log/queue.ts';
import { type Candidate, findCandidates } from './candidates.ts';
import { type Anchored, check, isRefusal } from './check.ts';
import { type EvidenceOf, gatherEvidence } from './evidence.ts';
import { type MadeItem, makeItem } from './item.ts';
import { bindingOf, requestOf } from './request.ts';
import { type Slot, slotsOf } from './slot.ts';
import { needsStatement } from './statements.ts';

export type ProveParts = {
  readonly db: Database;
  readonly catalog: Catalog;
  readonly keys: Keys;
  readonly names: CityNames;
  readonly cityId: string;
  readonly clock: Clock;
  readonly copy: VerifiedCopy;
  readonly logs: Pick<Logs, 'reader'>;
  /** A department's key that hasn't ended, with which it signs statements. */
  readonly statementKey: (department: string) => SigningKey | undefined;
  /** True where these keys may still sign, which they then may until the transaction is over. */
  readonly holdKeys: (trx: Kysely<Tables>, signers: readonly Signer[]) => Promise<boolean>;
  /** The list's token; undefined where none that is in force can be had. */
  readonly statusToken: (department: string, list: number) => Promise<string | undefined>;
};

/** A proof before its receipts are written. */
export type Prepared = {
  readonly authorization: Authorization;
  readonly proof: Omit<Proof, 'receipts'>;
  /** Log entries of the statements in it, and who signed those. */
  readonly entries: readonly QueuedEntry[];
  readonly signers: readonly Signer[];
  /** Keys of the holders, for the receipts; they end with this answer. */
  readonly keys: ReadonlyMap<Subject, SubjectKey>;
};

/**
 * Prepares the answers to authorizations, many with one query for each thing needed. What fails is that answer's own:
 * an error stands in its place. The caller sees to it that each is approved, and lets nothing out before it is consumed.
 */
export async function prepareAll(
  authorizations: readonly Authorization[],
  parts: ProveParts,
): Promise<readonly (Prepared | Error)[]> {
  try {
    return await prepareTogether(authorizations, parts);
  } catch (error) {
    // What the gateway itself refuses now it refuses to all of them.
    if (authorizations.length === 1 || error instanceof CityError)
      return authorizations.map(() => asError(error));
    // What one of them can't have, a key that was changed for instance, is no reason against the others.
    const apart: (Prepared | Error)[] = [];
    for (const authorization of authorizations) apart.push(...(await prepareAll([authorization], parts)));
    return apart;
  }
}

/** @throws where what is read for all of them together can't be had for one. */
async function prepareTogether(
  authorizations: readonly Authorization[],
  parts: ProveParts,
): Promise<readonly (Prepared | Error)[]> {
  const slots = authorizations.map(slotsOf);
  const all = slots.flat();
  const candidates = await findCandidates(
    parts.db,
    all.map(({ party, item }) => ({ holder: party.holder, ...item })),
  );
  const holders = [...new Set(all.map(({ party }) => party.holder))];
  const keys = await readSubjectKeys(parts.db, parts.keys, holders);
  const tokens = await readTokens(candidates, parts);
  const checked = new Map(
    all.map((slot, at) => [slot, checkSlot(slot, { candidate: candidates[at], keys, tokens, parts })]),
  );
  const evidence = await gatherEvidence(
    [...checked.values()].filter((one): one is Anchored => !isRefusal(one)),
    parts.logs,
  );
  const prepared: (Prepared | Error)[] = [];
  for (const [at, authorization] of authorizations.entries())
    prepared.push(
      await answer(authorization, slots[at] ?? [], { checked, keys, tokens, evidence, parts }).catch(asError),
    );
  return prepared;
}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new CityError('INTERNAL', {}, error);

type Tokens = ReadonlyMap<string, string | undefined>;
const listName = ({ department, list }: Pick<Candidate, 'department' | 'list'>): string =>
  `${department}/${list}`;

async function readTokens(
  candidates: readonly (Candidate | undefined)[],
  { statusToken }: ProveParts,
): Promise<Tokens> {
  const tokens = new Map<string, string | undefined>();
  for (const candidate of candidates) {
    if (candidate === undefined || tokens.has(listName(candidate))) continue;
    tokens.set(listName(candidate), await statusToken(candidate.department, candidate.list));
  }
  return tokens;
}

type CheckParts = {
  readonly candidate: Candidate | undefined;
  readonly keys: ReadonlyMap<Subject, SubjectKey>;
  readonly tokens: Tokens;
  readonly parts: ProveParts;
};

type Checked = ReturnType<typeof check>;

function checkSlot({ party, item }: Slot, { candidate, keys, tokens, parts }: CheckParts): Checked {
  const { catalog, copy, clock, names, statementKey } = parts;
  const type = catalog.findCredentialType(item.credentialType);
  if (type === undefined) throw new CityError('INTERNAL');
  const mustState = needsStatement(item, catalog);
  // Whose key was destroyed has nothing any more.
  return check(keys.has(party.holder) ? candidate : undefined, {
    type,
    accepts: item.accepts,
    copy,
    now: clock.now(),
    issuer: names.issuer,
    hasStatusToken: (department, list) => tokens.get(listName({ department, list })) !== undefined,
    canState: (department) =>
      !mustState || (!copy.isSuspended(department) && statementKey(department) !== undefined),
  });
}

type AnswerParts = {
  readonly checked: ReadonlyMap<Slot, Checked>;
  readonly keys: ReadonlyMap<Subject, SubjectKey>;
  readonly tokens: Tokens;
  readonly evidence: EvidenceOf;
  readonly parts: ProveParts;
};

async function answer(
  authorization: Authorization,
  slots: readonly Slot[],
  { checked, keys, tokens, evidence, parts }: AnswerParts,
): Promise<Prepared> {
  const { cityId, copy, names, clock } = parts;
  const request = requestOf(authorization, names);
  const matter = matterOf(authorization, parts);
  const now = clock.now();
  // Once, since the copy may be read again while the items are made.
  const ledgerAsOf = secondsOf(copy.asOf);
  const bind = bindingOf(request, { now, ledgerAsOf });
  const items: ProofItem[] = [];
  const stated: NonNullable<MadeItem['stated']>[] = [];
  const checkpoints: Record<string, string> = {};
  const statusTokens: Record<string, string> = {};
  for (const slot of slots) {
    const [found, key] = [checked.get(slot), keys.get(slot.party.holder)];
    if (found === undefined || isRefusal(found) || key === undefined) {
      items.push(found !== undefined && isRefusal(found) ? found : missing);
      continue;
    }
    const place = evidence(found);
    const context = { matter, key, binding: bind(slot.place), evidence: place, now, parts };
    const made = await makeItem(slot, found, context);
    items.push(made.item);
    if (made.stated !== undefined) stated.push(made.stated);
    checkpoints[found.department] = place.checkpoint;
    statusTokens[names.statusList(found.department, found.list)] = tokens.get(listName(found)) ?? '';
  }
  const proof = { version: 1, cityId, ledgerId: copy.identity.id, request, ledgerAsOf, items } as const;
  return {
    authorization,
    proof: { ...proof, checkpoints, statusTokens },
    entries: stated.map(({ entry }) => entry),
    signers: stated.map(({ signer }) => signer),
    keys,
  };
}

const missing = { refusal: { code: 'NO_SUCH_CREDENTIAL' } } as const;

function matterOf({ matter }: Authorization, { catalog }: ProveParts): CompleteMatter {
  const found = catalog.findMatter(matter);
  if (found === undefined) throw new CityError('INTERNAL');
  return found;
}
