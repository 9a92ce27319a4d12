/** The published test vectors: everything in them follows from public test keys, so that they are the same whenever they are made. */
import type { Reason } from '../../sdk/verify/reasons.ts';
import { type Mutation, mutations } from './mutations.ts';
import { makeProof, NOW } from './proof-fixture.ts';
import { bounds, type Variation, variations, wholeClaims } from './variations.ts';

export type Vector = {
  /** The file's name, without its ending. */
  readonly name: string;
  readonly description: string;
  readonly proof: unknown;
  readonly trust: unknown;
  /** Left out where the verifier doesn't say for whom the proof should be. */
  readonly expect?: { readonly audience: string; readonly nonce: string };
  /** The moment to judge for, ISO 8601. */
  readonly at: string;
  readonly verdict:
    | {
        readonly valid: true;
        readonly claims: readonly object[];
        readonly comparedWith: readonly (string | null)[];
        readonly warnings: readonly Reason[];
      }
    | { readonly valid: false; readonly reason: Reason };
};

/** All vectors, the whole proof first. */
export const vectors = (): Vector[] => [
  {
    ...holding({ name: 'valid', edits: {} }),
    description: 'a whole proof of two items, the first with a derived statement',
  },
  ...variations.map(holding),
  ...bounds.filter(({ outcome }) => outcome === 'valid').map(holding),
  unbound(),
  ...mutations.map(broken),
];

export const formatVectors = (vector: Vector): string => `${JSON.stringify(vector, null, 2)}\n`;

const at = new Date(NOW * 1000).toISOString();

const titled = (description: string) => ({
  name: description
    .toLowerCase()
    .replaceAll('’', '')
    .replaceAll(/[^a-z0-9]+/g, '-'),
  description,
});

function holding({ name, edits, claims, comparedWith, warnings = [] }: Variation): Vector {
  const { proof, trust, expect } = makeProof(edits);
  const [first, second] = wholeClaims;
  return {
    ...titled(name),
    ...{ proof, trust, expect, at },
    verdict: {
      ...{
        valid: true,
        claims: [claims ?? first, second],
        comparedWith: [comparedWith ?? null, null],
        warnings,
      },
    },
  };
}

function unbound(): Vector {
  const { proof, trust } = makeProof();
  const verdict = { valid: false, reason: 'BINDING_NOT_CHECKED' } as const;
  return { ...titled('verifier that names nobody'), proof, trust, at, verdict };
}

function broken({ name, reason, edits, expect: expected }: Mutation): Vector {
  const { proof, trust, expect } = makeProof(edits);
  return {
    ...titled(name),
    ...{ proof, trust, expect: expected ?? expect, at },
    verdict: { valid: false, reason },
  };
}
