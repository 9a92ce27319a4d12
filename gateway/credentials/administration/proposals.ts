/** What needs two administrators: one proposes, another confirms within a day, or somebody takes it back. */
import type { Kysely, Selectable } from 'kysely';
import type { z } from 'zod';
import type { administrationProposal } from '../../../sdk/schemas/administration.ts';
import type { Clock } from '../../clock.ts';
import { type Page, type Paging, pageOf } from '../../database/pages.ts';
import type { JournalAction, JournalFacts, ProposalContent } from '../../database/tables/figures.ts';
import type { Tables } from '../../database/tables.ts';
import { CityError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import type { DepartmentKeys } from '../department-keys.ts';
import { applyStatus, type StatusReason } from '../status-changes.ts';
import { keepEntry } from './journal.ts';

/** Milliseconds within which a proposal may be confirmed. */
const OPEN_FOR = 86_400_000;

export type ProposalParts = {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly departmentKeys: Pick<DepartmentKeys, 'rotate'>;
};

export type ProposalKind = ProposalContent['kind'];

/** An administrator of a department. */
export type Administrator = { readonly department: string; readonly staff: string };

type Proposal = z.infer<typeof administrationProposal>;
type Row = Selectable<Tables['administration_proposals']>;
type Step = 'proposed' | 'confirmed' | 'withdrawn';

/** Keeps a proposal; nothing else happens before somebody confirms it. */
export async function propose(
  by: Administrator,
  content: ProposalContent,
  { db, clock }: ProposalParts,
): Promise<Proposal> {
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .insertInto('administration_proposals')
      .values({
        id: newId(),
        department: by.department,
        content,
        state: 'waiting',
        proposed_by: by.staff,
        proposed_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await tell(trx, row, { by, step: 'proposed', now });
    return proposalOf(row, now);
  });
}

/**
 * Does what was proposed, in the transaction that says who confirmed it; where it fails the proposal stays open.
 * @throws CityError UNKNOWN_PROPOSAL, PROPOSAL_CLOSED, SECOND_ADMINISTRATOR_NEEDED, and what the deed itself is refused for
 */
export function confirmProposal(
  by: Administrator,
  wanted: { readonly id: string; readonly kind: ProposalKind },
  parts: ProposalParts,
): Promise<Proposal> {
  return decide(by, wanted, {
    parts,
    step: 'confirmed',
    outcomeOf: (trx, row) => {
      if (row.proposed_by === by.staff) throw new CityError('SECOND_ADMINISTRATOR_NEEDED');
      return enact(trx, row, parts);
    },
  });
}

/** Ends a proposal; every administrator of the department may. @throws CityError UNKNOWN_PROPOSAL, PROPOSAL_CLOSED */
export function withdrawProposal(
  by: Administrator,
  wanted: { readonly id: string; readonly kind: ProposalKind },
  parts: ProposalParts,
): Promise<Proposal> {
  return decide(by, wanted, { parts, step: 'withdrawn', outcomeOf: async () => null });
}

type Decision = {
  readonly parts: ProposalParts;
  readonly step: 'confirmed' | 'withdrawn';
  readonly outcomeOf: (trx: Kysely<Tables>, row: Row) => Promise<Row['outcome']>;
};

function decide(
  by: Administrator,
  { id, kind }: { readonly id: string; readonly kind: ProposalKind },
  { parts: { db, clock }, step, outcomeOf }: Decision,
): Promise<Proposal> {
  return db.transaction().execute(async (trx) => {
    // Locked, so that of two who confirm at once the second finds it closed.
    const row = await trx
      .selectFrom('administration_proposals')
      .selectAll()
      .where('id', '=', id)
      .where('department', '=', by.department)
      .forUpdate()
      .executeTakeFirst();
    if (row?.content.kind !== kind) throw new CityError('UNKNOWN_PROPOSAL');
    const now = clock.now();
    const state = stateAt(row, now);
    if (state !== 'waiting') throw new CityError('PROPOSAL_CLOSED', { state });
    const outcome = await outcomeOf(trx, row);
    const decided = { state: step, decided_by: by.staff, decided_at: now, outcome };
    await trx.updateTable('administration_proposals').set(decided).where('id', '=', id).execute();
    await tell(trx, { ...row, outcome }, { by, step, now });
    return proposalOf({ ...row, ...decided }, now);
  });
}

async function enact(
  trx: Kysely<Tables>,
  { department, content }: Row,
  { clock, departmentKeys }: ProposalParts,
): Promise<NonNullable<Row['outcome']>> {
  if (content.kind === 'key-rotation') return { kid: (await departmentKeys.rotate(department)).kid };
  const { credentialType, recordHash, change } = content;
  // It was checked to be one of them when it was proposed, and is again before anything changes.
  const reason = (content.reason ?? undefined) as StatusReason | undefined;
  const wish = { department, credentialType, recordHash, change, reason };
  return { changed: await applyStatus(trx, wish, clock.now()) };
}

/** A department's proposals of a kind, newest first. */
export async function listProposals(
  { department }: Pick<Administrator, 'department'>,
  { kind, limit, next }: Paging & { readonly kind: ProposalKind },
  { db, clock }: Pick<ProposalParts, 'db' | 'clock'>,
): Promise<Page<Proposal>> {
  const own = db
    .selectFrom('administration_proposals')
    .where('department', '=', department)
    .where((where) => where(where.ref('content', '->>').key('kind'), '=', kind));
  const { total } = await own.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await own
    .selectAll()
    .orderBy('proposed_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .offset(next)
    .execute();
  return pageOf(
    rows.map((row) => proposalOf(row, clock.now())),
    { total, next },
  );
}

const stateAt = ({ state, proposed_at }: Row, now: Date): Proposal['state'] =>
  state === 'waiting' && now.getTime() >= proposed_at.getTime() + OPEN_FOR ? 'expired' : state;

function proposalOf(row: Row, now: Date): Proposal {
  const { id, content, outcome } = row;
  return {
    id,
    kind: content.kind,
    state: stateAt(row, now),
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at.toISOString(),
    expiresAt: new Date(row.proposed_at.getTime() + OPEN_FOR).toISOString(),
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    statusChange: content.kind === 'status-change' ? changeOf(content) : null,
    changed: outcome !== null && 'changed' in outcome ? outcome.changed : null,
    kid: outcome !== null && 'kid' in outcome ? outcome.kid : null,
  };
}

const changeOf = ({
  credentialType,
  ending,
  change,
  reason,
}: Extract<ProposalContent, { readonly kind: 'status-change' }>) => ({
  type: credentialType,
  recordEnding: ending,
  change,
  reason,
});

async function tell(
  trx: Kysely<Tables>,
  { id, content, outcome }: Row,
  { by, step, now }: { readonly by: Administrator; readonly step: Step; readonly now: Date },
): Promise<void> {
  const action: JournalAction = `${content.kind}-${step}`;
  const about = { proposal: id, ...factsOf(content), ...outcome };
  await keepEntry(trx, { department: by.department, actor: { staff: by.staff }, action, about }, now);
}

const factsOf = (content: ProposalContent): JournalFacts =>
  content.kind === 'key-rotation' ? {} : changeOf(content);
