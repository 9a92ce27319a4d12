/** Checking with a network what was used without one. */
import { CallProblem, Unreached } from '../../calls/problem.ts';
import { forget } from '../../calls/session-store.ts';
import { refreshTrust } from '../trust.ts';
import { findProof } from './proofs.ts';
import { redeemSlip } from './redeem.ts';
import { findUse, keepUse, lists, readLists, type Use } from './uses.ts';

/** What says nothing about the use: who is signed in may not ask, or the gateway is at fault. */
const isOfNow = ({ status }: CallProblem): boolean =>
  status === 401 || status === 403 || status === 429 || status >= 500;

/** Checks what is queued, the oldest first, in one tab at a time; stops where the gateway can't be reached. */
export async function checkUses(): Promise<void> {
  await navigator.locks.request('counter-check', async () => {
    const { uses } = await readLists();
    const queued = uses.filter(({ state }) => state === 'queued').toReversed();
    for (const use of queued) if (!(await check(use))) return;
  });
}

/** False where it couldn't be checked now. */
async function check(use: Use): Promise<boolean> {
  try {
    const reason = await reasonAgainst(use);
    const latest = (await findUse(use.id)) ?? use;
    const checkedAt = new Date().toISOString();
    const outcome =
      reason === undefined ? { state: 'checked' as const } : { state: 'refused' as const, reason };
    await keepUse({ ...latest, checkedAt, ...outcome });
    return true;
  } catch (error) {
    if (error instanceof Unreached || (error instanceof CallProblem && isOfNow(error))) return false;
    throw error;
  }
}

async function reasonAgainst(use: Use): Promise<string | undefined> {
  const { about } = use;
  if (about.kind === 'slip') return redeemSlip(use, about).catch(codeOf);
  const kept = await findProof(about.request);
  if (kept === undefined) return 'PROOF_GONE';
  const [{ recheck }, trust] = await Promise.all([import('./judge.ts'), refreshTrust()]);
  return recheck(kept, trust);
}

/** The code by which the gateway refuses. @throws what is no refusal */
function codeOf(error: unknown): string {
  if (error instanceof CallProblem && !isOfNow(error)) return error.code;
  throw error;
}

/** Takes what is settled off the list. */
export async function clearSettled(): Promise<void> {
  for (const { id, state } of lists.value.uses) if (state !== 'queued') await forget(`use/${id}`);
  await readLists();
}
