/** Redeeming a slip that was taken without a network, as the counter would have done with one. */
import type { CompleteMatter } from '../../../../sdk/schemas/catalog.ts';
import type { RequestForAsker } from '../../../../sdk/schemas/requests.ts';
import { findMatter } from '../../calls/catalogue.ts';
import { askForProof, confirmPerson, lookAtRequest, withdrawRequest } from '../../calls/counter.ts';
import { CallProblem } from '../../calls/problem.ts';
import { fetchAnswer } from '../answers.ts';
import type { Kept } from '../kept.ts';
import { askedRows, giversOf, partyNames } from '../matter.ts';
import { drawNonce } from '../nonce.ts';
import { useUp } from './proofs.ts';
import { keepUse, type TakenSlip, type Use } from './uses.ts';

/** Codes beside the gateway's: the matter needs several people; another name; an answer was lost before. */
export const SEVERAL_PEOPLE = 'SEVERAL_PEOPLE';
export const NAME_DIFFERS = 'NAME_DIFFERS';
export const PERHAPS_REDEEMED_HERE = 'PERHAPS_REDEEMED_HERE';

/**
 * Redeems the slip and fetches its proof; undefined where it holds, else the code of why not. Each step that is done
 * is kept, so that a lost answer is no second redemption.
 * @throws Unreached; CallProblem where the session has ended
 */
export async function redeemSlip(use: Use, about: TakenSlip): Promise<string | undefined> {
  const { slip } = about;
  const view = await findRequest(use, about);
  if (typeof view === 'string') return view;
  const { nonce } = view.use.redeeming ?? { nonce: '' };
  const toCompare = view.request.parties.filter(({ confirmed }) => confirmed === false);
  // Who stood there was compared with the name on the slip: the city's must be the same.
  if (toCompare.some(({ maskedName }) => maskedName !== slip.maskedName)) {
    await withdrawRequest(view.request.id);
    return NAME_DIFFERS;
  }
  if (toCompare.length > 0) await confirmPerson(view.request.id, true);
  const { proof, judged } = await fetchAnswer(keptOf(view, about, nonce));
  // It is the proof of this use.
  await useUp({ audience: proof.request.audience, nonce });
  return judged.valid ? undefined : (judged.reason ?? 'REFUSED');
}

/** As the counter's other pages remember a request, so that they show its proof. */
function keptOf({ use, request }: Found, { slip: { matter }, conditions }: TakenSlip, nonce: string): Kept {
  const { id, client, expiresAt, parties } = request;
  const methods = Object.fromEntries(parties.map(({ subject }) => [subject, 'slip' as const]));
  const asked = { id, client, nonce, matter, conditions, window: use.window };
  return { ...asked, askedAt: use.at, expiresAt, methods, shows: {} };
}

type Found = { readonly use: Use; readonly request: RequestForAsker };

async function findRequest(use: Use, about: TakenSlip): Promise<Found | string> {
  const before = use.redeeming;
  if (before?.request !== undefined) return { use, request: await lookAtRequest(before.request) };
  const { matter } = about.slip;
  const { conditions } = about;
  const parties = partiesOf(await findMatter(matter), about);
  if (parties === undefined) return SEVERAL_PEOPLE;
  const nonce = drawNonce();
  await keepUse({ ...use, redeeming: { nonce } });
  try {
    const wish = { matter, nonce, window: use.window, conditions: [...conditions], parties };
    const request = await askForProof(wish);
    const next: Use = { ...use, redeeming: { nonce, request: request.id } };
    await keepUse(next);
    return { use: next, request };
  } catch (error) {
    const isRedeemed = error instanceof CallProblem && error.code === 'SLIP_ALREADY_REDEEMED';
    if (isRedeemed && before !== undefined) return PERHAPS_REDEEMED_HERE;
    throw error;
  }
}

/** The slip for all parties of its giver; undefined where somebody else has to agree as well. */
function partiesOf(
  matter: CompleteMatter,
  { text, conditions }: TakenSlip,
): Record<string, { slip: string }> | undefined {
  const [giver, ...others] = giversOf(matter, askedRows(matter, conditions));
  if (giver === undefined || others.length > 0) return undefined;
  return Object.fromEntries(partyNames(giver).map((name) => [name, { slip: text }]));
}
