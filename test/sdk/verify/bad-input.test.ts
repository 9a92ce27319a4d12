/** Whatever verifying is given, it gives a reason: it never throws, and never takes what means nothing for a leave to be lenient. */
import { describe, expect, test } from 'vitest';
import { inspectProof } from '../../../sdk/verify/inspect.ts';
import { readTrust } from '../../../sdk/verify/trust.ts';
import type { VerifyOptions } from '../../../sdk/verify/types.ts';
import { verifyProof } from '../../../sdk/verify/verify.ts';
import { type Edits, makeProof, NOW } from '../../support/proof-fixture.ts';

async function judge(edits: Edits) {
  const { proof, ...options } = makeProof(edits);
  return verifyProof(proof, options);
}

/** Something that throws whatever is done with it. */
function hostile(): object {
  const fail = () => {
    throw new Error('no');
  };
  return new Proxy({}, { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail });
}

describe('bad input', () => {
  const values = [undefined, null, 0, '', [], {}, { version: 1 }, Symbol('no'), () => {}, hostile()];

  test.each(values.map((value) => [value]))('is a reason, never an error: %#', async (value) => {
    const { proof, ...options } = makeProof();
    expect(await verifyProof(value, options)).toMatchObject({ valid: false, reason: 'MALFORMED' });
    expect(await verifyProof(proof, { ...options, trust: value })).toMatchObject({
      reason: 'TRUST_MALFORMED',
    });
    expect(readTrust(value)).toBeUndefined();
    expect(await inspectProof(value, options)).toMatchObject({ holds: false, reason: 'MALFORMED' });
  });

  test('with holes is malformed', async () => {
    const { proof, ...options } = makeProof();
    const holes = new Array(1);
    const sparse = [
      { ...proof, items: holes, request: { ...proof.request, asked: holes } },
      { ...proof, receipts: holes },
      { ...proof, items: new Array(4_294_967_295) },
    ];
    for (const value of sparse) {
      expect(await verifyProof(value, options)).toMatchObject({ valid: false, reason: 'MALFORMED' });
      expect(await inspectProof(value, options)).toMatchObject({ holds: false, reason: 'MALFORMED' });
    }
  });

  test('that refers to itself or holds what is no data is none', async () => {
    const { proof, ...options } = makeProof();
    const cyclic: Record<string, unknown> = { ...structuredClone(options.trust) };
    cyclic.self = cyclic;
    for (const trust of [cyclic, { ...options.trust, more: () => {} }]) {
      expect(readTrust(trust)).toBeUndefined();
      expect(await verifyProof(proof, { ...options, trust })).toMatchObject({ reason: 'TRUST_MALFORMED' });
    }
    expect(await verifyProof({ ...proof, more: () => {} }, options)).toMatchObject({ reason: 'MALFORMED' });
  });

  test('that changes while it is judged is judged as it was', async () => {
    const { proof, ...options } = makeProof();
    const judged = verifyProof(proof, options);
    proof.request.window = 'PSB-9';
    proof.items = [];
    expect(await judged).toMatchObject({ valid: true, request: { window: 'CAB-1' } });
  });

  test('is not a refusal that is named and not there', async () => {
    const verdict = await judge({
      proof: ({ items }) => Object.assign(items[0] ?? {}, { refusal: undefined }),
    });
    expect(verdict).toMatchObject({ valid: true });
  });

  test.each(['toString', '__proto__'])(
    'a status list or a log is not found under the name %s',
    async (name) => {
      const verdict = await judge({
        credential: ({ status }) => Object.assign(status.status_list, { uri: name }),
      });
      expect(verdict).toMatchObject({ reason: 'STATUS_UNREACHABLE' });
      const elsewhere = await judge({
        proof: ({ items }) => Object.assign(Reflect.get(items[0] ?? {}, 'evidence'), { log: name }),
        trust: ({ cities }) => Object.assign(cities[0]?.logs[0] ?? {}, { name }),
      });
      expect(elsewhere).toMatchObject({ reason: 'NOT_ANCHORED' });
    },
  );
});

describe('a wrong call', () => {
  const old: Edits = { binding: (payload) => Object.assign(payload, { iat: NOW - 50_000 }) };

  async function expectRefused(options: unknown): Promise<void> {
    const refused = { reason: 'OPTIONS_MALFORMED', items: [] };
    const { proof } = makeProof(old);
    expect(await verifyProof(proof, options as VerifyOptions)).toEqual({ valid: false, ...refused });
    expect(await inspectProof(proof, options as VerifyOptions)).toEqual({
      ...{ holds: false, whoMayUseIt: 'not-checked' },
      ...refused,
    });
  }

  test.each([[undefined], [null], ['text'], [[]], [hostile()]])(
    'is a reason of its own where there are no options: %#',
    async (options) => {
      await expectRefused(options);
    },
  );

  test.each([
    ...[new Date(Number.NaN), '2026-11-23T10:00:00Z', NOW, null, {}].map((at) => ({ at })),
    ...['600', null, Number.NaN, Number.POSITIVE_INFINITY, -1, {}].flatMap((span) => [
      { maxAge: span },
      { skew: span },
      { maxLedgerAge: span },
    ]),
    ...[null, 'text', {}, { audience: 'a' }, { nonce: 'n' }, { audience: 'a', nonce: 1 }].map((expected) => ({
      expect: expected,
    })),
  ])('is a reason of its own, and lenient to nothing: %j', async (change) => {
    const { proof: _, ...options } = makeProof(old);
    await expectRefused({ ...options, ...change });
  });
});
