/** Everything that a proof may have otherwise and still holds, and the bounds to the second and to the place. */
import type { Reason } from '../../sdk/verify/reasons.ts';
import {
  base64url,
  disclose,
  type Edits,
  expectation,
  hashText,
  type Mutable,
  NOW,
} from './proof-fixture.ts';
import { bytesOf } from './test-keys.ts';

/** The claims of the whole proof, item by item. */
export const wholeClaims = [
  { name: '示例甲', idNumber: '990112194003070010', isAge80OrOver: true },
  { holderName: '示例乙', isMarriageInForce: true },
] as const;

export type Variation = {
  readonly name: string;
  readonly edits: Edits;
  /** Of the first item, where they aren't those of the whole proof. */
  readonly claims?: object;
  /** Of the first item. */
  readonly comparedWith?: string;
  readonly warnings?: readonly Reason[];
};

export type Bound = {
  readonly name: string;
  readonly edits: Edits;
  readonly outcome: 'valid' | Reason;
};

const set = (change: object) => (payload: object) => Object.assign(payload, change);
const ask =
  (change: object): NonNullable<Edits['request']> =>
  ({ asked }) =>
    Object.assign(asked[0] ?? {}, change);
const fields = (...more: string[]) => ask({ fields: [...Object.keys(wholeClaims[0]), ...more] });
const setIndex =
  (idx: number): NonNullable<Edits['credential']> =>
  ({ status }) =>
    Object.assign(status.status_list, { idx });
const head = (size: number): Edits => ({
  trust: ({ cities }) =>
    Object.assign(cities[0]?.logs[0]?.checkpoint ?? {}, { size, root: base64url(bytesOf('another')) }),
});
const term = (from: number, to: number | null): Edits => ({
  trust: ({ cities }) => Object.assign(cities[0]?.departments[0]?.keys[0]?.types[0] ?? {}, { from, to }),
});

const city = disclose('nested city', 'city', '示例市');
const address = disclose('nested address', 'address', { street: '示例路', _sd: [hashText(city)] });
const second = disclose('second title', 'second');
const constructorClaim = disclose('constructor', 'constructor', 'the credential’s own');

const rows: Readonly<Record<string, Omit<Variation, 'name'>>> = {
  'no statement': {
    edits: {
      request: ask({ fields: ['name', 'idNumber'] }),
      proof: ({ items }) => {
        const { presentation, evidence } = items[0] as Mutable<{ presentation: string; evidence: never }>;
        items[0] = { presentation, evidence };
      },
    },
    claims: { name: '示例甲', idNumber: '990112194003070010' },
  },
  'values within values': {
    edits: {
      request: fields('address', 'titles'),
      credential: (payload) => {
        payload._sd.push(hashText(address));
        payload.titles = ['first', { '...': hashText(second) }, { '...': hashText('never shown') }];
      },
      disclosures: (shown) => [...shown, address, city, second],
    },
    claims: {
      ...wholeClaims[0],
      address: { street: '示例路', city: '示例市' },
      titles: ['first', 'second'],
    },
  },
  'field named like a member of every object': {
    edits: {
      request: fields('constructor'),
      credential: ({ _sd }) => void _sd.push(hashText(constructorClaim)),
      disclosures: (shown) => [...shown, constructorClaim],
    },
    claims: { ...wholeClaims[0], constructor: 'the credential’s own' },
  },
  'statement that compares with the spouse': {
    edits: { statement: set({ role: 'spouse' }) },
    comparedWith: 'spouse',
  },
  'expired credential that the matter accepts': {
    edits: { request: ask({ accepts: ['expired', 'suspended'] }), credential: set({ exp: NOW - 60 }) },
    warnings: ['EXPIRED'],
  },
  'suspended credential that the matter accepts': {
    edits: {
      request: ask({ accepts: ['expired', 'suspended'] }),
      statusList: (list) => list.set([2 << 6], 1),
    },
    warnings: ['SUSPENDED'],
  },
  'department suspended since': {
    edits: {
      trust: ({ cities }) => Object.assign(cities[0]?.departments[1] ?? {}, { suspended: true }),
    },
    warnings: ['DEPARTMENT_SUSPENDED'],
  },
  'more disclosed than asked for': {
    edits: { disclosures: (shown) => [...shown, disclose('PSB gender', 'gender', '女')] },
    warnings: ['MORE_THAN_ASKED'],
  },
  'log that has grown since the trust file was written': { edits: head(5) },
  'log that had grown before the trust file was written': { edits: head(7), warnings: ['OLDER_HEAD'] },
  'credential for this audience': { edits: { credential: set({ aud: expectation.audience }) } },
  'credential for two audiences': {
    edits: { credential: set({ aud: ['https://elsewhere.invalid', expectation.audience] }) },
  },
};

/** Proofs that hold though they aren't like the whole one. */
export const variations: readonly Variation[] = Object.entries(rows).map(([name, row]) => ({ name, ...row }));

const boundRows: readonly [name: string, edits: Edits, outcome: Bound['outcome']][] = [
  ['a key binding of 660 seconds', { binding: set({ iat: NOW - 660 }) }, 'valid'],
  ['a key binding of 661 seconds', { binding: set({ iat: NOW - 661 }) }, 'TOO_OLD'],
  ['a key binding 60 seconds ahead', { binding: set({ iat: NOW + 60 }) }, 'valid'],
  ['a key binding 61 seconds ahead', { binding: set({ iat: NOW + 61 }) }, 'NOT_YET_VALID'],
  ['a key binding that ended 59 seconds ago', { binding: set({ iat: NOW - 300, exp: NOW - 59 }) }, 'valid'],
  ['a key binding that ended 60 seconds ago', { binding: set({ iat: NOW - 300, exp: NOW - 60 }) }, 'TOO_OLD'],
  ['a key binding that begins in 60 seconds', { binding: set({ nbf: NOW + 60 }) }, 'valid'],
  ['a key binding that begins in 61 seconds', { binding: set({ nbf: NOW + 61 }) }, 'NOT_YET_VALID'],
  ['a statement of 660 seconds', { statement: set({ iat: NOW - 660 }) }, 'valid'],
  ['a statement of 661 seconds', { statement: set({ iat: NOW - 661 }) }, 'TOO_OLD'],
  ['a statement 60 seconds ahead', { statement: set({ iat: NOW + 60 }) }, 'valid'],
  ['a statement 61 seconds ahead', { statement: set({ iat: NOW + 61 }) }, 'NOT_YET_VALID'],
  ['a statement that begins in 60 seconds', { statement: set({ nbf: NOW + 60 }) }, 'valid'],
  ['a statement that begins in 61 seconds', { statement: set({ nbf: NOW + 61 }) }, 'NOT_YET_VALID'],
  ['a statement that ended 59 seconds ago', { statement: set({ iat: NOW - 300, exp: NOW - 59 }) }, 'valid'],
  ['a statement that ended 60 seconds ago', { statement: set({ iat: NOW - 300, exp: NOW - 60 }) }, 'TOO_OLD'],
  ['a status that ended 59 seconds ago', { status: set({ exp: NOW - 59 }) }, 'valid'],
  ['a status that ended 60 seconds ago', { status: set({ exp: NOW - 60 }) }, 'STATUS_UNREACHABLE'],
  ['a status 60 seconds ahead', { status: set({ iat: NOW + 60 }) }, 'valid'],
  ['a status 61 seconds ahead', { status: set({ iat: NOW + 61 }) }, 'STATUS_UNREACHABLE'],
  ['a status that begins in 60 seconds', { status: set({ nbf: NOW + 60 }) }, 'valid'],
  ['a status that begins in 61 seconds', { status: set({ nbf: NOW + 61 }) }, 'STATUS_UNREACHABLE'],
  ['a status 360 seconds older than the key binding', { status: set({ iat: NOW - 365 }) }, 'valid'],
  [
    'a status 361 seconds older than the key binding',
    { status: set({ iat: NOW - 366 }) },
    'STATUS_UNREACHABLE',
  ],
  [
    'a status 70 seconds older than the key binding that may be kept for 10',
    { status: set({ iat: NOW - 75, ttl: 10 }) },
    'valid',
  ],
  [
    'a status 71 seconds older than the key binding that may be kept for 10',
    { status: set({ iat: NOW - 76, ttl: 10 }) },
    'STATUS_UNREACHABLE',
  ],
  [
    'a status within its time when an older key binding was made',
    { binding: set({ iat: NOW - 660 }), status: set({ iat: NOW - 1020 }) },
    'valid',
  ],
  ['a credential that ended 59 seconds ago', { credential: set({ exp: NOW - 59 }) }, 'valid'],
  ['a credential that ended 60 seconds ago', { credential: set({ exp: NOW - 60 }) }, 'EXPIRED'],
  ['a credential without an end', { credential: set({ exp: undefined }) }, 'valid'],
  ['a credential that begins in 60 seconds', { credential: set({ nbf: NOW + 60 }) }, 'valid'],
  ['a credential that begins in 61 seconds', { credential: set({ nbf: NOW + 61 }) }, 'NOT_YET_VALID'],
  ['a ledger read 86,400 seconds ago', { ledgerAsOf: NOW - 86_400 }, 'valid'],
  ['a ledger read 86,401 seconds ago', { ledgerAsOf: NOW - 86_401 }, 'LEDGER_STALE'],
  ['a ledger read 60 seconds ahead', { ledgerAsOf: NOW + 60 }, 'valid'],
  ['a ledger read 61 seconds ahead', { ledgerAsOf: NOW + 61 }, 'NOT_YET_VALID'],
  ['a leaf at the first place of its key', term(3, null), 'valid'],
  ['a leaf before the first place of its key', term(4, null), 'ISSUER_NOT_ACCREDITED'],
  ['a leaf at the last place of its key', term(2, 4), 'valid'],
  ['a leaf behind the last place of its key', term(2, 3), 'ISSUER_NOT_ACCREDITED'],
  ['the last entry of a status list', { credential: setIndex(131_071) }, 'valid'],
  ['an entry behind a status list', { credential: setIndex(131_072) }, 'STATUS_MISMATCH'],
];

/** Both sides of every bound. */
export const bounds: readonly Bound[] = boundRows.map(([name, edits, outcome]) => ({ name, edits, outcome }));
