/** What a proof says of itself, for technical staff; nothing of it is believed. */
import { parseCheckpoint } from '../../../../sdk/verify/checkpoint.ts';
import type { Asked, Evidence, Proof } from '../../../../sdk/verify/types.ts';
import type { groups } from './groups.ts';

/** Matter and fields of its request; nothing where there is none that can be read. */
export function requestOf(value: unknown): { readonly matter: string; readonly asked: readonly Asked[] } {
  try {
    const { matter, asked } = (value as Proof).request;
    return {
      matter: String(matter),
      asked: asked.map(({ fields, ...row }) => ({ ...row, fields: [...fields] })),
    };
  } catch {
    return { matter: '', asked: [] };
  }
}

type Tell = (proof: Proof, evidence: readonly Evidence[]) => readonly string[];

const tells: Readonly<Record<keyof typeof groups, Tell>> = {
  content: ({ items }) => [`ES256 × ${items.length}`],
  accredited: (_proof, evidence) => [[...new Set(evidence.map(({ log }) => log))].join(' · ')],
  // On the ledger places are counted from 0; people count from 1.
  anchored: (_proof, evidence) => evidence.map(({ log, index }) => `${log} #${index + 1}`),
  state: ({ statusTokens }) => Object.keys(statusTokens),
  audience: ({ request }) => [request.audience, `nonce ${request.nonce}`],
  holder: ({ request }) => [request.id, request.window],
  complete: ({ request }) => [
    request.matter,
    ...request.asked.map(({ credentialType, fields }) => `${credentialType}: ${fields.join(', ')}`),
  ],
  view: ({ ledgerId, checkpoints }) => [
    ledgerId,
    ...Object.entries(checkpoints).map(([log, note]) => `${log} ${parseCheckpoint(note)?.size ?? ''}`),
  ],
};

/** Facts of a group of checks; none where the proof hasn't their form. */
export function factsOf(name: keyof typeof groups, proof: Proof): readonly string[] {
  try {
    const evidence = proof.items.flatMap((item) => ('evidence' in item ? [item.evidence] : []));
    return tells[name](proof, evidence).filter((fact) => fact !== '');
  } catch {
    return [];
  }
}
