/** What is told of slips that are refused though they are genuine: receipts to those who gave them, and checks by hand. */
import type { Kysely } from 'kysely';
import { slipNumber } from '../../sdk/slip/ticket.ts';
import type { Asker } from '../actor.ts';
import type { AskedRow } from '../catalog/ask.ts';
import type { Tables } from '../database/tables.ts';
import { CityError, hasCode } from '../errors.ts';
import { newId } from '../ids.ts';
import type { AccessFacts, AccessOutcome, ReceiptLeaf } from './access.ts';
import { announce } from './changes.ts';
import { itemsOf } from './insert-request.ts';
import { windowName } from './manual-checks.ts';
import type { AuthorizationParts } from './parts.ts';
import type { SlipRow } from './redeem-slips.ts';

/** Who brought the slips, where, and what was asked with them. */
export type Brought = {
  readonly caller: Asker;
  readonly rows: readonly AskedRow[];
  readonly window: string;
  readonly parts: AuthorizationParts;
};

/** Milliseconds within which further tries at one window share a receipt. */
const SHARED = 60_000;

/** The error that a window is answered, once those whom it is about have been told. */
export async function tellOfSlips(
  error: unknown,
  slips: readonly SlipRow[],
  brought: Brought,
): Promise<unknown> {
  if (hasCode(error, 'SLIP_ALREADY_REDEEMED'))
    return new CityError(error.code, { receipts: await openManualChecks(slips, brought) }, error);
  if (!hasCode(error, 'SLIP_DOES_NOT_COVER')) return error;
  const { details } = error;
  const slip = slips.find(({ id }) => slipNumber(id) === details.slip);
  const receipts = slip === undefined ? [] : await recordNotCovered(slip, brought);
  return new CityError(error.code, { ...details, receipts }, error);
}

/**
 * Opens a check by hand for each of the slips that was redeemed before, at the window where that was and the one where it
 * is brought now, and leaves those receipts whom it is about. Gives back their leaves.
 */
async function openManualChecks(
  slips: readonly SlipRow[],
  brought: Brought,
): Promise<readonly ReceiptLeaf[]> {
  const leaves: ReceiptLeaf[] = [];
  for (const { id } of slips)
    leaves.push(
      ...(await brought.parts.db.transaction().execute((trx) => openManualCheck(trx, id, brought))),
    );
  return leaves;
}

async function openManualCheck(
  trx: Kysely<Tables>,
  slipId: string,
  brought: Brought,
): Promise<readonly ReceiptLeaf[]> {
  const { window, parts } = brought;
  const now = parts.clock.now();
  const slip = await trx
    .selectFrom('slips')
    .selectAll()
    .where('id', '=', slipId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const { redeemed_at: firstAt, window: firstWindow } = slip;
  const subject = slip.parties[0]?.holder;
  if (firstAt === null || firstWindow === null || subject === undefined) return [];
  const known = await trx
    .selectFrom('manual_checks')
    .select(['id', 'tries', 'last_at'])
    .where('slip_id', '=', slipId)
    .where('second_window', '=', window)
    .executeTakeFirst();
  if (known === undefined)
    await trx
      .insertInto('manual_checks')
      .values({
        ...{ id: newId(), slip_id: slipId, subject, first_window: firstWindow, first_at: firstAt },
        ...{ second_window: window, second_at: now, tries: 1, last_at: now },
      })
      .execute();
  else
    await trx
      .updateTable('manual_checks')
      .set({ tries: known.tries + 1, last_at: now })
      .where('id', '=', known.id)
      .execute();
  await announce(trx, newId(), [windowName(firstWindow), windowName(window)]);
  if (known !== undefined && now.getTime() - known.last_at.getTime() < SHARED) return [];
  return tell(trx, slip, { ...brought, outcome: 'used', why: 'SLIP_ALREADY_REDEEMED' });
}

/** Leaves a receipt whose slip was brought for more than it stands for; the slip stays as it was. */
function recordNotCovered(slip: SlipRow, brought: Brought): Promise<readonly ReceiptLeaf[]> {
  const telling = { ...brought, outcome: 'not-entitled', why: 'SLIP_DOES_NOT_COVER' } as const;
  return brought.parts.db.transaction().execute((trx) => tell(trx, slip, telling));
}

type Telling = Brought & { readonly outcome: AccessOutcome; readonly why: string };

async function tell(
  trx: Kysely<Tables>,
  { giver, matter, parties }: SlipRow,
  { caller: { client, department, officer }, window, rows, parts, outcome, why }: Telling,
): Promise<readonly ReceiptLeaf[]> {
  const accesses = parties.map(
    ({ subject, holder }): AccessFacts => ({
      ...{ holder, outcome, request: null, client, department, matter, window, role: subject },
      officers: officer === undefined ? [] : [officer],
      method: 'slip',
      items: itemsOf(rows, subject).map(({ credentialType, fields }) => ({
        credentialType,
        fields,
        outcome: why,
      })),
    }),
  );
  const leaves = await parts.recordAccess(trx, accesses);
  await announce(trx, newId(), [giver, ...parties.map(({ holder }) => holder)]);
  return parties.map(({ subject }, at) => ({ subject, leaf: leaves[at] ?? '' }));
}
