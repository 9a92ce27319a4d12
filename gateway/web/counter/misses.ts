/** What is missing of what was asked for, and why, those with the same reason together. */
import type { Known } from './answer-here.tsx';
import { type Refusal, refusalFor } from './refusals.ts';

export type Miss = {
  readonly code: string;
  readonly refusal: Refusal;
  /** Types of the credentials, and their places among what was asked for. */
  readonly types: readonly string[];
  readonly places: readonly number[];
  /** Codes of departments that could mend it, and how old their data are in days, where that is told. */
  readonly issuers: readonly string[];
  readonly age: number | undefined;
};

export function missesOf(known: Known): readonly Miss[] {
  if (known.answer === undefined) {
    const { code } = known;
    return [{ code, refusal: refusalFor(code), types: [], places: [], issuers: [], age: undefined }];
  }
  const { proof, judged } = known.answer;
  const misses = new Map<string, Miss>();
  for (const [at, { credentialType }] of proof.request.asked.entries()) {
    const verdict = judged.items[at];
    if (verdict?.valid === true) continue;
    // Where the whole couldn't be judged no item was.
    const code = verdict?.reason ?? judged.reason ?? 'MALFORMED';
    const before = misses.get(code);
    misses.set(code, {
      code,
      refusal: refusalFor(code),
      types: [...new Set([...(before?.types ?? []), credentialType])],
      places: [...(before?.places ?? []), at],
      issuers: [
        ...new Set([...(before?.issuers ?? []), ...(verdict?.issuer === undefined ? [] : [verdict.issuer])]),
      ],
      age: verdict?.age ?? before?.age,
    });
  }
  return [...misses.values()];
}
