/** One thing wrong at a time: each gives its own reason, and only one rule stands between it and being believed. */
import { describe, expect, test } from 'vitest';
import { inspectProof } from '../../../sdk/verify/inspect.ts';
import { verifyProof } from '../../../sdk/verify/verify.ts';
import { mutations, rulesWithoutMutation } from '../../support/mutations.ts';
import { makeProof } from '../../support/proof-fixture.ts';

test('a whole proof is valid and gives exactly the fields asked for', async () => {
  const { proof, ...options } = makeProof();
  const verdict = await verifyProof(proof, options);
  expect(verdict).toMatchObject({ valid: true, warnings: [] });
  expect(verdict.items.map(({ claims }) => claims)).toEqual([
    { name: '示例甲', idNumber: '990112194003070010', isAge80OrOver: true },
    { holderName: '示例乙', isMarriageInForce: true },
  ]);
});

test('every rule has something that only it catches', () => {
  expect(rulesWithoutMutation()).toEqual([]);
});

describe('refused, and by one rule alone:', () => {
  test.each(mutations)('$name → $reason', async ({ reason, rule, edits, expect: changed }) => {
    const { proof, ...made } = makeProof(edits);
    const options = { ...made, ...(changed && { expect: changed }) };
    expect(await verifyProof(proof, options)).toMatchObject({ valid: false, reason });
    const [item] = (await inspectProof(proof, options)).items;
    const failing = item?.checks.filter(({ outcome }) => outcome === 'fails').map(({ check }) => check);
    if (rule !== undefined) expect(failing).toEqual([rule]);
  });
});
