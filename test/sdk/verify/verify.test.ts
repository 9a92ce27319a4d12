/** What verifyProof promises beside its rules: bounds to the second, states that a matter accepts, verdicts on parts, and no throw. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { inspectProof } from '../../../sdk/verify/inspect.ts';
import { rules } from '../../../sdk/verify/rules.ts';
import { readTrust } from '../../../sdk/verify/trust.ts';
import type { VerifyOptions } from '../../../sdk/verify/types.ts';
import { verifyProof } from '../../../sdk/verify/verify.ts';
import { type Edits, makeProof, NOW } from '../../support/proof-fixture.ts';
import { bounds, variations, wholeClaims } from '../../support/variations.ts';

async function judge(edits: Edits = {}, changed: Partial<VerifyOptions> = {}) {
  const { proof, ...options } = makeProof(edits);
  return verifyProof(proof, { ...options, ...changed });
}
afterEach(() => vi.useRealTimers());
const set = (change: object) => (payload: object) => Object.assign(payload, change);
const inSeconds = (seconds: number): Date => new Date((NOW + seconds) * 1000);

test.each(bounds)('bounds hold to the second and to the place: $name', async ({ edits, outcome }) => {
  const verdict = await judge(edits);
  expect(verdict.valid ? 'valid' : verdict.reason).toBe(outcome);
});

describe('holds all the same:', () => {
  test.each(variations)('$name', async ({ edits, claims = wholeClaims[0], comparedWith, warnings = [] }) => {
    const verdict = await judge(edits);
    expect(verdict).toMatchObject({ valid: true, warnings });
    expect(verdict.items.map((item) => item.claims)).toEqual([claims, wholeClaims[1]]);
    expect(verdict.items.map((item) => item.comparedWith)).toEqual([comparedWith, undefined]);
  });
});

describe('the moment judged', () => {
  test('is the one named', async () => {
    expect(await judge({}, { at: inSeconds(654) })).toMatchObject({ valid: true });
    expect(await judge({}, { at: inSeconds(655) })).toMatchObject({ reason: 'TOO_OLD' });
    expect(await judge({}, { at: inSeconds(-66) })).toMatchObject({ reason: 'NOT_YET_VALID' });
  });

  test('is now where none is named', async () => {
    const { proof, trust, expect: expectation } = makeProof();
    expect(await verifyProof(proof, { trust, expect: expectation })).toMatchObject({ valid: false });
  });

  test('may be older than the trust file, which may not be newer than the present', async () => {
    const asOf = (seconds: number): Edits => ({
      trust: ({ cities }) => Object.assign(cities[0] ?? {}, { asOf: NOW + seconds }),
    });
    vi.useFakeTimers({ toFake: ['Date'], now: inSeconds(1000) });
    expect(await judge(asOf(1060))).toMatchObject({ valid: true });
    expect(await judge(asOf(1061))).toMatchObject({ reason: 'NOT_YET_VALID' });
    vi.setSystemTime(inSeconds(-1000));
    expect(await judge(asOf(60))).toMatchObject({ valid: true });
    expect(await judge(asOf(61))).toMatchObject({ reason: 'NOT_YET_VALID' });
  });

  test('can be judged with other spans', async () => {
    const old: Edits = { binding: set({ iat: NOW - 900 }) };
    expect(await judge(old, { maxAge: 900, skew: 0 })).toMatchObject({ valid: true });
    expect(await judge({}, { maxLedgerAge: 10 })).toMatchObject({ reason: 'LEDGER_STALE' });
  });
});

describe('who may use it', () => {
  test('nothing is valid where nobody says for whom it should be', async () => {
    const { proof, trust, at } = makeProof();
    expect(await verifyProof(proof, { trust, at })).toMatchObject({
      valid: false,
      reason: 'BINDING_NOT_CHECKED',
    });
    const inspection = await inspectProof(proof, { trust, at });
    expect(inspection).toMatchObject({ holds: true, whoMayUseIt: 'not-checked' });
    const outcomes = inspection.items[0]?.checks.filter(({ outcome }) => outcome === 'not-checked');
    expect(outcomes?.map(({ check }) => check)).toEqual(['audience', 'nonce']);
  });

  test('nobody is told more of a proof than that it wasn’t said for whom, once it and the trust file could be read', async () => {
    const { proof, trust, at } = makeProof();
    const reasonOf = async (value: unknown, known: unknown) => {
      const verdict = await verifyProof(value, { trust: known, at });
      return verdict.valid ? 'valid' : verdict.reason;
    };
    expect(await reasonOf({}, trust)).toBe('MALFORMED');
    expect(await reasonOf(proof, {})).toBe('TRUST_MALFORMED');
    for (const change of [{ cityId: 'elsewhere' }, { ledgerId: 'another' }, { items: proof.items.slice(1) }])
      expect(await reasonOf({ ...proof, ...change }, trust)).toBe('BINDING_NOT_CHECKED');
  });

  test('two items can’t be told as each other', async () => {
    const swapped: Edits = { proof: (proof) => void proof.items.reverse() };
    expect(await judge(swapped)).toMatchObject({ valid: false });
  });
});

describe('parts', () => {
  test('what holds can be used beside what doesn’t', async () => {
    const verdict = await judge({ credential: set({ exp: NOW - 60 }) });
    expect(verdict).toMatchObject({ valid: false, reason: 'EXPIRED' });
    expect(verdict.items).toMatchObject([
      { valid: false, reason: 'EXPIRED', claims: {} },
      { valid: true, claims: { holderName: '示例乙' } },
    ]);
  });

  test('a refusal says who could mend it and how old their data are', async () => {
    const verdict = await judge({
      proof: (proof) => {
        proof.items[0] = { refusal: { code: 'STALE', issuer: 'PSB', age: 3 } };
      },
    });
    expect(verdict.items[0]).toMatchObject({ valid: false, reason: 'STALE', issuer: 'PSB', age: 3 });
  });

  test('a matter that accepts a suspended credential accepts no revoked one', async () => {
    const accepts: Edits['request'] = ({ asked }) =>
      Object.assign(asked[0] ?? {}, { accepts: ['expired', 'suspended'] });
    const revoked = await judge({ request: accepts, statusList: (list) => list.set([1 << 6], 1) });
    expect(revoked).toMatchObject({ valid: false, reason: 'REVOKED' });
  });
});

describe('inspecting', () => {
  test('goes on behind what can’t be found, and says which checks that leaves unmade', async () => {
    const { proof, ...options } = makeProof({
      proof: (whole) => {
        whole.statusTokens = {};
      },
      trust: ({ cities }) => void cities[0]?.logs.shift(),
      binding: set({ iat: NOW - 661 }),
    });
    const { holds, items } = await inspectProof(proof, options);
    const told = (outcome: string) =>
      items[0]?.checks.filter((one) => one.outcome === outcome).map(({ check, reason }) => [check, reason]);
    expect(holds).toBe(false);
    expect(told('fails')).toEqual([
      ['checkpoint-signature', 'TRUST_TOO_OLD'],
      ['status-signature', 'STATUS_UNREACHABLE'],
      ['binding-time', 'TOO_OLD'],
    ]);
    expect(told('not-checked')?.map(([check]) => check)).toEqual([
      ...['origin', 'anchored', 'one-view', 'status-subject', 'status-signer', 'status-time', 'status'],
    ]);
    expect(told('holds')).toHaveLength(rules.length - 10);
  });

  test('says of an item of an unknown issuer what needs no issuer', async () => {
    const { proof, ...options } = makeProof({ credential: set({ iss: 'https://elsewhere.invalid' }) });
    const [item] = (await inspectProof(proof, options)).items;
    const outcomes = new Map(item?.checks.map(({ check, outcome }) => [check, outcome]));
    expect(outcomes.get('credential-signature')).toBe('fails');
    expect(outcomes.get('accredited')).toBe('not-checked');
    expect(outcomes.get('binding-signature')).toBe('holds');
  });
});

describe('what was asked', () => {
  test('an item that nobody asked for spoils the whole', async () => {
    const verdict = await judge({
      proof: (proof) =>
        void proof.items.push(structuredClone(proof.items[0] ?? { refusal: { code: 'STALE' } })),
    });
    expect(verdict).toMatchObject({ valid: false, reason: 'INCOMPLETE', items: [] });
  });

  test('nothing asked is nothing proved', async () => {
    const verdict = await judge({
      proof: (proof) => {
        proof.items = [];
        proof.request.asked = [];
      },
    });
    expect(verdict).toMatchObject({ valid: false, reason: 'MALFORMED' });
  });
});

describe('trust files', () => {
  test('are frozen once read, so that what was checked stays so', () => {
    const trust = readTrust(makeProof().trust);
    expect(Object.isFrozen(trust?.cities[0]?.departments[0]?.keys[0]?.jwk)).toBe(true);
    expect(readTrust(trust)).toBe(trust);
  });

  const edits: readonly [string, NonNullable<Edits['trust']>][] = [
    [
      'a key under another name',
      ({ cities }) => Object.assign(cities[0]?.departments[0]?.keys[0] ?? {}, { kid: 'x' }),
    ],
    [
      'a verifier key with another id',
      ({ cities }) =>
        Object.assign(cities[0]?.logs[0]?.verifierKeys ?? [], [
          String(cities[0]?.logs[0]?.verifierKeys[0]).replace(/\+[0-9a-f]{8}\+/, '+00000000+'),
        ]),
    ],
    [
      'a root of another length',
      ({ cities }) => Object.assign(cities[0]?.logs[0]?.checkpoint ?? {}, { root: 'AAAA' }),
    ],
    [
      'a key without an end or a beginning',
      ({ cities }) => Object.assign(cities[0]?.departments[0]?.keys[0]?.types[0] ?? {}, { from: -1 }),
    ],
  ];
  test.each(edits)('are refused with %s', async (_name, trust) => {
    expect(await judge({ trust })).toMatchObject({ valid: false, reason: 'TRUST_MALFORMED' });
  });
});
