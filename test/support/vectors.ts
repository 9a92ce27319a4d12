/** The published test vectors: everything in them follows from public test keys, so that they are the same whenever they are made. */
import type { Reason } from '../../sdk/verify/reasons.ts';
import { type Mutation, mutations } from './mutations.ts';
import { makeProof, NOW } from './proof-fixture.ts';

export type Vector = {
  /** The file's name, without its ending. */
  readonly name: string;
  readonly description: string;
  readonly proof: unknown;
  readonly trust: unknown;
  readonly expect: { readonly audience: string; readonly nonce: string };
  /** The moment to judge for, ISO 8601. */
  readonly at: string;
  readonly verdict:
    | { readonly valid: true; readonly claims: readonly object[] }
    | { readonly valid: false; readonly reason: Reason };
};

/** All vectors, the whole proof first. */
export const vectors = (): Vector[] => [wholeProof(), ...mutations.map(broken)];

export const formatVectors = (vector: Vector): string => `${JSON.stringify(vector, null, 2)}\n`;

function wholeProof(): Vector {
  const { proof, trust, expect } = makeProof();
  return {
    name: 'valid',
    description: 'a whole proof of two items, the first with a derived statement',
    ...{ proof, trust, expect, at: new Date(NOW * 1000).toISOString() },
    verdict: {
      valid: true,
      claims: [
        { name: '示例甲', idNumber: '990112194003070010', isAge80OrOver: true },
        { holderName: '示例乙', isMarriageInForce: true },
      ],
    },
  };
}

function broken({ name, reason, edits, expect: expected }: Mutation): Vector {
  const { proof, trust, expect } = makeProof(edits);
  return {
    name: name
      .toLowerCase()
      .replaceAll('’', '')
      .replaceAll(/[^a-z0-9]+/g, '-'),
    description: name,
    ...{ proof, trust, expect: expected ?? expect, at: new Date(NOW * 1000).toISOString() },
    verdict: { valid: false, reason },
  };
}
