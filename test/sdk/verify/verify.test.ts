/** What verifyProof promises beside its rules: bounds to the second, states that a matter accepts, verdicts on parts, and no throw. */
import { describe, expect, test } from 'vitest';
import { inspectProof } from '../../../sdk/verify/inspect.ts';
import type { Reason } from '../../../sdk/verify/reasons.ts';
import { readTrust } from '../../../sdk/verify/trust.ts';
import type { VerifyOptions } from '../../../sdk/verify/types.ts';
import { verifyProof } from '../../../sdk/verify/verify.ts';
import { disclose, type Edits, makeProof, NOW } from '../../support/proof-fixture.ts';

async function judge(edits: Edits = {}, changed: Partial<VerifyOptions> = {}) {
  const { proof, ...options } = makeProof(edits);
  return verifyProof(proof, { ...options, ...changed });
}
const set = (change: object) => (payload: object) => Object.assign(payload, change);
const inSeconds = (seconds: number): Date => new Date((NOW + seconds) * 1000);

const bounds: readonly [name: string, edits: Edits, outcome: 'valid' | Reason][] = [
  ['a key binding of 660 seconds', { binding: set({ iat: NOW - 660 }) }, 'valid'],
  ['a key binding of 661 seconds', { binding: set({ iat: NOW - 661 }) }, 'TOO_OLD'],
  ['a key binding 60 seconds ahead', { binding: set({ iat: NOW + 60 }) }, 'valid'],
  ['a key binding 61 seconds ahead', { binding: set({ iat: NOW + 61 }) }, 'NOT_YET_VALID'],
  ['a statement of 660 seconds', { statement: set({ iat: NOW - 660 }) }, 'valid'],
  ['a statement of 661 seconds', { statement: set({ iat: NOW - 661 }) }, 'TOO_OLD'],
  ['a statement 60 seconds ahead', { statement: set({ iat: NOW + 60 }) }, 'valid'],
  ['a statement that ended 59 seconds ago', { statement: set({ exp: NOW - 59 }) }, 'valid'],
  ['a statement that ended 60 seconds ago', { statement: set({ exp: NOW - 60 }) }, 'TOO_OLD'],
  ['a status that ended 59 seconds ago', { status: set({ exp: NOW - 59 }) }, 'valid'],
  ['a status that ended 60 seconds ago', { status: set({ exp: NOW - 60 }) }, 'STATUS_UNREACHABLE'],
  ['a status 60 seconds ahead', { status: set({ iat: NOW + 60 }) }, 'valid'],
  ['a credential that ended 59 seconds ago', { credential: set({ exp: NOW - 59 }) }, 'valid'],
  ['a credential that ended 60 seconds ago', { credential: set({ exp: NOW - 60 }) }, 'EXPIRED'],
  ['a credential without an end', { credential: set({ exp: undefined }) }, 'valid'],
  ['a credential that begins in 60 seconds', { credential: set({ nbf: NOW + 60 }) }, 'valid'],
  ['a ledger read 86,400 seconds ago', { binding: set({ ledger_as_of: NOW - 86_400 }) }, 'valid'],
  ['a ledger read 86,401 seconds ago', { binding: set({ ledger_as_of: NOW - 86_401 }) }, 'LEDGER_STALE'],
  ['a leaf at the first place of its key', termFrom(3, null), 'valid'],
  ['a leaf before the first place of its key', termFrom(4, null), 'ISSUER_NOT_ACCREDITED'],
  ['a leaf at the last place of its key', termFrom(2, 4), 'valid'],
  ['a leaf behind the last place of its key', termFrom(2, 3), 'ISSUER_NOT_ACCREDITED'],
  ['the last entry of a status list', { credential: setIndex(131_071) }, 'valid'],
  ['an entry behind a status list', { credential: setIndex(131_072) }, 'STATUS_MISMATCH'],
];

function setIndex(idx: number): NonNullable<Edits['credential']> {
  return ({ status }) => Object.assign(status.status_list, { idx });
}

function termFrom(from: number, to: number | null): Edits {
  return {
    trust: (trust) => Object.assign(trust.cities[0]?.departments[0]?.keys[0]?.types[0] ?? {}, { from, to }),
  };
}

test.each(bounds)('bounds hold to the second and to the place: %s', async (_name, edits, outcome) => {
  const verdict = await judge(edits);
  expect(verdict.valid ? 'valid' : verdict.reason).toBe(outcome);
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

  test('makes nothing valid where it is no date', async () => {
    expect(await judge({}, { at: new Date(Number.NaN) })).toMatchObject({ valid: false });
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

  test('a matter may accept what has expired or is suspended, and hears of it', async () => {
    const accepts: Edits = {
      request: (request) => Object.assign(request.asked[0] ?? {}, { accepts: ['expired', 'suspended'] }),
    };
    const expired = await judge({ ...accepts, credential: set({ exp: NOW - 60 }) });
    expect(expired).toMatchObject({ valid: true, warnings: ['EXPIRED'] });
    const suspended = await judge({ ...accepts, statusList: (list) => list.set([2 << 6], 1) });
    expect(suspended).toMatchObject({ valid: true, warnings: ['SUSPENDED'] });
    const revoked = await judge({ ...accepts, statusList: (list) => list.set([1 << 6], 1) });
    expect(revoked).toMatchObject({ valid: false, reason: 'REVOKED' });
  });

  test('a comparison says with whom', async () => {
    const verdict = await judge({ statement: set({ role: 'spouse' }) });
    expect(verdict.items.map(({ comparedWith }) => comparedWith)).toEqual(['spouse', undefined]);
  });

  test('what was not asked for is left out, and said', async () => {
    const verdict = await judge({
      disclosures: (shown) => [...shown, disclose('PSB gender', 'gender', '女')],
    });
    expect(verdict).toMatchObject({ valid: true, warnings: ['MORE_THAN_ASKED'] });
    expect(Object.keys(verdict.items[0]?.claims ?? {})).toEqual(['name', 'idNumber', 'isAge80OrOver']);
  });

  test('what a department signed before it was suspended still holds, and is said', async () => {
    const verdict = await judge({
      trust: ({ cities }) => Object.assign(cities[0]?.departments[1] ?? {}, { suspended: true }),
    });
    expect(verdict).toMatchObject({ valid: true, warnings: ['DEPARTMENT_SUSPENDED'] });
  });
});

describe('the log', () => {
  test('may have grown since the trust file was written', async () => {
    const older = (trust: Parameters<NonNullable<Edits['trust']>>[0]) =>
      Object.assign(trust.cities[0]?.logs[0]?.checkpoint ?? {}, { size: 5 });
    expect(await judge({ trust: older })).toMatchObject({ valid: true });
  });
});

describe('bad input', () => {
  const values = [undefined, null, 0, '', [], {}, { version: 1 }, Symbol('no'), () => {}];

  test.each(values.map((value) => [value]))('is a reason, never an error: %s', async (value) => {
    const { proof, ...options } = makeProof();
    expect(await verifyProof(value, options)).toMatchObject({ valid: false, reason: 'MALFORMED' });
    expect(await verifyProof(proof, { ...options, trust: value })).toMatchObject({
      reason: 'TRUST_MALFORMED',
    });
    expect(await inspectProof(value, options)).toMatchObject({ holds: false, reason: 'MALFORMED' });
  });

  test('a request may hold nothing that this version doesn’t understand', async () => {
    const verdict = await judge({ request: (request) => Object.assign(request, { onBehalfOf: 'another' }) });
    expect(verdict).toMatchObject({ reason: 'MALFORMED' });
  });

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
