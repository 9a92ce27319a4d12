/** Everything that can be wrong with a proof, one thing at a time: the table behind the tests and the published vectors. */
import { deflateSync } from 'node:zlib';
import type { Reason } from '../../sdk/verify/reasons.ts';
import { rules } from '../../sdk/verify/rules.ts';
import { STATUS_LIST_BYTES } from '../../sdk/verify/status-list.ts';
import type { Presented, Refusal } from '../../sdk/verify/types.ts';
import {
  base64url,
  type CredentialPayload,
  departmentKeys,
  disclose,
  type Edits,
  expectation,
  holderKeys,
  type Mutable,
  NOW,
  strangerKey,
} from './proof-fixture.ts';
import { bytesOf, type TestKey } from './test-keys.ts';

export type Mutation = {
  readonly name: string;
  readonly reason: Reason;
  /** The one rule that fails; none where the whole or the item's presentation can't be read in the first place. */
  readonly rule?: string;
  readonly edits?: Edits;
  readonly expect?: { readonly audience: string; readonly nonce: string };
};

type Row = Omit<Mutation, 'name'>;
// A trust file may be newer than the moment judged, so that only one from beyond every clock is always wrong.
const NEXT_CENTURY = Date.parse('2101-01-01') / 1000;

const presented = (proof: { items: unknown[] }): Mutable<Presented> => proof.items[0] as Mutable<Presented>;
const resign = (token: string, key: TestKey): string => {
  const input = token.slice(0, token.lastIndexOf('.'));
  return `${input}.${key.sign(input)}`;
};
const endedKey = { kid: strangerKey.kid, jwk: strangerKey.jwk, ended: true, types: [] };
const knowsEndedKey: Edits['trust'] = (trust) => trust.cities[0]?.departments[0]?.keys.push(endedKey);
const term: (edit: (term: { type: string; from: number; to: number | null }) => void) => Edits = (edit) => ({
  trust: (trust) => {
    const [known] = trust.cities[0]?.departments[0]?.keys[0]?.types ?? [];
    if (known !== undefined) edit(known);
  },
});
const firstLog = (trust: Parameters<NonNullable<Edits['trust']>>[0]) => trust.cities[0]?.logs[0];

const signatures: Readonly<Record<string, Row>> = {
  'credential signed by a stranger': {
    rule: 'credential-signature',
    reason: 'BAD_SIGNATURE',
    edits: {
      signers: { credential: strangerKey },
      header: (header) => Object.assign(header, { kid: departmentKeys.PSB.kid }),
    },
  },
  'key binding signed by another holder': {
    rule: 'binding-signature',
    reason: 'BAD_SIGNATURE',
    edits: { signers: { binding: holderKeys[1] } },
  },
  'status list signed by a stranger': {
    rule: 'status-signature',
    reason: 'BAD_SIGNATURE',
    edits: {
      signers: { status: strangerKey },
      statusHeader: (header) => Object.assign(header, { kid: departmentKeys.PSB.kid }),
    },
  },
  'statement signed by a stranger': {
    rule: 'statement-signature',
    reason: 'BAD_SIGNATURE',
    edits: {
      proof: (proof) => {
        const item = presented(proof);
        item.statement = resign(item.statement ?? '', strangerKey);
      },
    },
  },
  'checkpoint with another signature': {
    rule: 'checkpoint-signature',
    reason: 'BAD_SIGNATURE',
    edits: {
      proof: (proof) => {
        proof.checkpoints.PSB = proof.checkpoints.PSB?.replace(/[^\n]{8}\n$/, 'AAAAAAA=\n') ?? '';
      },
    },
  },
};

const bindings: Readonly<Record<string, Row>> = {
  'proof for somebody else': {
    rule: 'audience',
    reason: 'WRONG_AUDIENCE',
    expect: { ...expectation, audience: 'https://wangcheng.invalid/clients/another' },
  },
  'proof for another request of ours': {
    rule: 'nonce',
    reason: 'WRONG_NONCE',
    expect: { ...expectation, nonce: 'another' },
  },
  'request changed after it was signed': {
    rule: 'request',
    reason: 'WRONG_REQUEST',
    edits: {
      proof: (proof) => {
        proof.request.window = 'PSB-9';
      },
    },
  },
  'key binding for another audience than its request names': {
    rule: 'request',
    reason: 'WRONG_REQUEST',
    expect: { ...expectation, audience: 'another' },
    edits: {
      binding: (payload) => Object.assign(payload, { aud: 'another' }),
      statement: (payload) => Object.assign(payload, { aud: 'another' }),
    },
  },
  'key binding with another nonce than its request names': {
    rule: 'request',
    reason: 'WRONG_REQUEST',
    expect: { ...expectation, nonce: 'another' },
    edits: {
      binding: (payload) => Object.assign(payload, { nonce: 'another' }),
      statement: (payload) => Object.assign(payload, { nonce: 'another' }),
    },
  },
  'key binding over another presentation': {
    rule: 'presentation',
    reason: 'WRONG_PRESENTATION',
    edits: { binding: (payload) => Object.assign(payload, { sd_hash: base64url(bytesOf('another')) }) },
  },
  'answer to another item': {
    rule: 'item',
    reason: 'WRONG_ITEM',
    edits: { binding: (payload) => Object.assign(payload, { item: 1 }) },
  },
  'key binding made 661 seconds ago': {
    rule: 'binding-time',
    reason: 'TOO_OLD',
    edits: { binding: (payload) => Object.assign(payload, { iat: NOW - 661 }) },
  },
  'key binding of the next minute but one': {
    rule: 'binding-time',
    reason: 'NOT_YET_VALID',
    edits: { binding: (payload) => Object.assign(payload, { iat: NOW + 61 }) },
  },
  'key binding that begins later': {
    rule: 'binding-time',
    reason: 'NOT_YET_VALID',
    edits: { binding: (payload) => Object.assign(payload, { nbf: NOW + 61 }) },
  },
  'key binding that has expired': {
    rule: 'binding-time',
    reason: 'TOO_OLD',
    edits: { binding: (payload) => Object.assign(payload, { iat: NOW - 300, exp: NOW - 60 }) },
  },
  'credential for another audience': {
    rule: 'credential-audience',
    reason: 'WRONG_AUDIENCE',
    edits: { credential: (payload) => Object.assign(payload, { aud: 'https://elsewhere.invalid' }) },
  },
  'credential for two other audiences': {
    rule: 'credential-audience',
    reason: 'WRONG_AUDIENCE',
    edits: { credential: (payload) => Object.assign(payload, { aud: ['https://elsewhere.invalid', 'x'] }) },
  },
};

const ledger: Readonly<Record<string, Row>> = {
  'another type of credential': {
    rule: 'type',
    reason: 'WRONG_TYPE',
    edits: {
      credential: (payload) =>
        Object.assign(payload, { vct: 'https://wangcheng.invalid/credential-types/residence-permit' }),
    },
  },
  'head of another log': {
    rule: 'origin',
    reason: 'NOT_ANCHORED',
    edits: { head: (head) => Object.assign(head, { origin: 'wangcheng.invalid/log/CAB' }) },
  },
  'credential in a log that is not its department’s': {
    rule: 'log',
    reason: 'NOT_ANCHORED',
    edits: {
      statement: ({ source }) => Object.assign(source, { log: 'access' }),
      proof: (proof) => {
        presented(proof).evidence.log = 'access';
        proof.checkpoints.access = proof.checkpoints.PSB ?? '';
      },
      trust: (trust) => {
        const log = firstLog(trust);
        if (log !== undefined) trust.cities[0]?.logs.push({ ...log, name: 'access' });
      },
    },
  },
  'inclusion path that leads elsewhere': {
    rule: 'anchored',
    reason: 'NOT_ANCHORED',
    edits: {
      proof: (proof) => {
        presented(proof).evidence.inclusion[0] = base64url(bytesOf('another'));
      },
    },
  },
  'head that contradicts the known one': {
    rule: 'one-view',
    reason: 'SPLIT_VIEW',
    edits: {
      trust: (trust) => {
        const log = firstLog(trust);
        if (log !== undefined) log.checkpoint.root = base64url(bytesOf('another'));
      },
    },
  },
  'leaf before the key was accredited': {
    rule: 'accredited',
    reason: 'ISSUER_NOT_ACCREDITED',
    edits: term((known) => Object.assign(known, { from: 4 })),
  },
  'leaf at which the key had ended': {
    rule: 'accredited',
    reason: 'ISSUER_NOT_ACCREDITED',
    edits: term((known) => Object.assign(known, { to: 3 })),
  },
  'key accredited for another type': {
    rule: 'accredited',
    reason: 'ISSUER_NOT_ACCREDITED',
    edits: term((known) => Object.assign(known, { type: 'residence-permit' })),
  },
  'gateway that has not read the ledger for a day': {
    rule: 'ledger-age',
    reason: 'LEDGER_STALE',
    edits: { ledgerAsOf: NOW - 86_401 },
  },
  'gateway that read the ledger in the future': {
    rule: 'ledger-age',
    reason: 'NOT_YET_VALID',
    edits: { ledgerAsOf: NOW + 61 },
  },
  'trust file of the next century': {
    rule: 'ledger-age',
    reason: 'NOT_YET_VALID',
    edits: { trust: (trust) => Object.assign(trust.cities[0] ?? {}, { asOf: NEXT_CENTURY }) },
  },
  'reading of the ledger that nobody signed': {
    rule: 'ledger-shown',
    reason: 'MALFORMED',
    edits: { proof: (proof) => Object.assign(proof, { ledgerAsOf: NOW }) },
  },
  'trust file of the day before': {
    rule: 'ledger-age',
    reason: 'LEDGER_STALE',
    edits: {
      trust: (trust) => {
        const [city] = trust.cities;
        if (city !== undefined) city.asOf = NOW - 86_401;
      },
    },
  },
};

const followedList = base64url(
  Buffer.concat([deflateSync(new Uint8Array(STATUS_LIST_BYTES)), Buffer.from('more')]),
);

const states: Readonly<Record<string, Row>> = {
  'credential issued in the future': {
    rule: 'begun',
    reason: 'NOT_YET_VALID',
    edits: { credential: (payload) => Object.assign(payload, { iat: NOW + 61 }) },
  },
  'credential that begins later': {
    rule: 'begun',
    reason: 'NOT_YET_VALID',
    edits: { credential: (payload) => Object.assign(payload, { nbf: NOW + 61 }) },
  },
  'credential that has expired': {
    rule: 'not-expired',
    reason: 'EXPIRED',
    edits: { credential: (payload) => Object.assign(payload, { exp: NOW - 60 }) },
  },
  'status of another list': {
    rule: 'status-subject',
    reason: 'STATUS_MISMATCH',
    edits: { status: (payload) => Object.assign(payload, { sub: 'https://wangcheng.invalid/status/PSB/2' }) },
  },
  'status signed by a key that has ended': {
    rule: 'status-signer',
    reason: 'ISSUER_NOT_ACCREDITED',
    edits: { signers: { status: strangerKey }, trust: knowsEndedKey },
  },
  'status that has expired': {
    rule: 'status-time',
    reason: 'STATUS_UNREACHABLE',
    edits: { status: (payload) => Object.assign(payload, { exp: NOW - 60 }) },
  },
  'status of the future': {
    rule: 'status-time',
    reason: 'STATUS_UNREACHABLE',
    edits: { status: (payload) => Object.assign(payload, { iat: NOW + 61 }) },
  },
  'status that begins later': {
    rule: 'status-time',
    reason: 'STATUS_UNREACHABLE',
    edits: { status: (payload) => Object.assign(payload, { nbf: NOW + 61 }) },
  },
  'status older than it may be kept': {
    rule: 'status-time',
    reason: 'STATUS_UNREACHABLE',
    edits: { status: (payload) => Object.assign(payload, { iat: NOW - 5 - 361 }) },
  },
  'revoked credential': {
    rule: 'status',
    reason: 'REVOKED',
    edits: { statusList: (list) => list.set([1 << 6], 1) },
  },
  'suspended credential': {
    rule: 'status',
    reason: 'SUSPENDED',
    edits: { statusList: (list) => list.set([2 << 6], 1) },
  },
  'status value that means nothing': {
    rule: 'status',
    reason: 'STATUS_MISMATCH',
    edits: { statusList: (list) => list.set([3 << 6], 1) },
  },
  'status index outside the list': {
    rule: 'status',
    reason: 'STATUS_MISMATCH',
    edits: { credential: ({ status }) => Object.assign(status.status_list, { idx: 131_072 }) },
  },
  'status list that is no compressed data': {
    rule: 'status',
    reason: 'STATUS_MISMATCH',
    edits: { status: (payload) => Object.assign(payload, { status_list: { bits: 2, lst: 'AAAA' } }) },
  },
  'status list that something follows': {
    rule: 'status',
    reason: 'STATUS_MISMATCH',
    edits: { status: (payload) => Object.assign(payload, { status_list: { bits: 2, lst: followedList } }) },
  },
};

const statements: Readonly<Record<string, Row>> = {
  'statement by a key that has ended': {
    rule: 'statement-signer',
    reason: 'ISSUER_NOT_ACCREDITED',
    edits: { signers: { statement: strangerKey }, trust: knowsEndedKey },
  },
  'statement by a suspended department': {
    rule: 'statement-signer',
    reason: 'ISSUER_NOT_ACCREDITED',
    edits: {
      trust: (trust) => {
        const [department] = trust.cities[0]?.departments ?? [];
        if (department !== undefined) department.suspended = true;
      },
    },
  },
  ...wrongSources(),
  'statement for another audience': wrongStatement((payload) => Object.assign(payload, { aud: 'another' })),
  'statement with another nonce': wrongStatement((payload) => Object.assign(payload, { nonce: 'another' })),
  'statement for another request': wrongStatement((payload) =>
    Object.assign(payload, { request: 'another' }),
  ),
  'statement made 661 seconds ago': {
    rule: 'statement-time',
    reason: 'TOO_OLD',
    edits: { statement: (payload) => Object.assign(payload, { iat: NOW - 661 }) },
  },
  'statement that has expired': {
    rule: 'statement-time',
    reason: 'TOO_OLD',
    edits: { statement: (payload) => Object.assign(payload, { iat: NOW - 300, exp: NOW - 60 }) },
  },
  'statement of the future': {
    rule: 'statement-time',
    reason: 'NOT_YET_VALID',
    edits: { statement: (payload) => Object.assign(payload, { iat: NOW + 61 }) },
  },
  'statement that begins later': {
    rule: 'statement-time',
    reason: 'NOT_YET_VALID',
    edits: { statement: (payload) => Object.assign(payload, { nbf: NOW + 61 }) },
  },
  'field that is not there': {
    rule: 'complete',
    reason: 'INCOMPLETE',
    edits: { disclosures: (shown) => shown.slice(1) },
  },
  'computed field that is not there': {
    rule: 'complete',
    reason: 'INCOMPLETE',
    edits: { statement: (payload) => Object.assign(payload, { claims: {} }) },
  },
};

function wrongStatement(edit: NonNullable<Edits['statement']>, rule = 'statement-binding'): Row {
  return { rule, reason: 'WRONG_STATEMENT', edits: { statement: edit } };
}

function wrongSources(): Record<string, Row> {
  const edits: Record<string, NonNullable<Edits['statement']>> = {
    'statement derived from another leaf': ({ source }) => Object.assign(source, { leaf: 'another' }),
    'statement derived from another place': ({ source }) => Object.assign(source, { index: 2 }),
    'statement derived from another log': ({ source }) => Object.assign(source, { log: 'CAB' }),
    'statement that overrules the credential': ({ claims }) => Object.assign(claims, { name: 'another' }),
  };
  return Object.fromEntries(
    Object.entries(edits).map(([name, edit]) => [name, wrongStatement(edit, 'statement-source')]),
  );
}

const credential = (edit: (payload: CredentialPayload) => unknown): Row => ({
  reason: 'MALFORMED',
  edits: { credential: (payload) => void edit(payload) },
});
const binding = (change: object): Row => ({
  reason: 'MALFORMED',
  edits: { binding: (payload) => Object.assign(payload, change) },
});

const status = (change: object): Row => ({
  rule: 'status-signature',
  reason: 'MALFORMED',
  edits: { status: (payload) => Object.assign(payload, change) },
});

const unreadable: Readonly<Record<string, Row>> = {
  'credential of another type of token': {
    reason: 'MALFORMED',
    edits: { header: (header) => Object.assign(header, { typ: 'vc+sd-jwt' }) },
  },
  'credential without a signature algorithm': {
    reason: 'MALFORMED',
    edits: { header: (header) => Object.assign(header, { alg: 'none' }) },
  },
  'credential that demands an extension': {
    reason: 'MALFORMED',
    edits: { header: (header) => Object.assign(header, { crit: ['b64'] }) },
  },
  'key binding of another type of token': {
    reason: 'MALFORMED',
    edits: { bindingHeader: (header) => Object.assign(header, { typ: 'JWT' }) },
  },
  'status list of another type of token': {
    rule: 'status-signature',
    reason: 'MALFORMED',
    edits: { statusHeader: (header) => Object.assign(header, { typ: 'JWT' }) },
  },
  'disclosure that nothing refers to': {
    reason: 'MALFORMED',
    edits: { disclosures: (shown) => [...shown, disclose('more', 'rank', 1)] },
  },
  'disclosure twice': { reason: 'MALFORMED', edits: { disclosures: (shown) => [...shown, shown[0] ?? ''] } },
  'digest twice': credential((payload) => payload._sd.push(payload._sd[0] ?? '')),
  'another digest algorithm': credential((payload) => Object.assign(payload, { _sd_alg: 'sha-512' })),
  'credential without status': credential((payload) => Object.assign(payload, { status: undefined })),
  'credential without holder key': credential((payload) => Object.assign(payload, { cnf: undefined })),
  'key binding for two audiences': binding({ aud: [expectation.audience] }),
  'key binding without the ledger’s age': binding({ ledger_as_of: undefined }),
  'key binding without its item': binding({ item: undefined }),
  'no key binding': {
    reason: 'MALFORMED',
    edits: {
      proof: (proof) => {
        const item = presented(proof);
        item.presentation = item.presentation.slice(0, item.presentation.lastIndexOf('~') + 1);
      },
    },
  },
  'a second spelling of the signature': {
    reason: 'MALFORMED',
    edits: {
      proof: (proof) => {
        presented(proof).presentation += '=';
      },
    },
  },
  'status list of one bit an entry': {
    rule: 'status-signature',
    reason: 'MALFORMED',
    edits: { status: (payload) => Object.assign(payload, { status_list: { bits: 1, lst: 'AAAA' } }) },
  },
  'status list that never expires': {
    rule: 'status-signature',
    reason: 'MALFORMED',
    edits: { status: (payload) => Object.assign(payload, { exp: undefined }) },
  },
  'status list that doesn’t say how long it may be kept': status({ ttl: undefined }),
  'status list that may not be kept at all': status({ ttl: 0 }),
  'status list that ends before it begins': status({ iat: NOW + 30, exp: NOW + 10 }),
  'statement that ends before it begins': {
    rule: 'statement-signature',
    reason: 'MALFORMED',
    edits: { statement: (payload) => Object.assign(payload, { iat: NOW + 30, exp: NOW + 10 }) },
  },
  'key binding that ends before it begins': binding({ iat: NOW + 30, exp: NOW + 10 }),
  'sibling hash of another length': {
    reason: 'MALFORMED',
    edits: {
      proof: (proof) => {
        presented(proof).evidence.inclusion[0] = base64url(bytesOf('another').subarray(1));
      },
    },
  },
  'presentation and refusal at once': {
    reason: 'MALFORMED',
    edits: { proof: (proof) => Object.assign(presented(proof), { refusal: { code: 'STALE' } }) },
  },
  'receipt whose leaf is no hash': {
    reason: 'MALFORMED',
    edits: { proof: (proof) => Object.assign(proof.receipts[0] ?? {}, { leaf: 'AAAA' }) },
  },
  'proof of another version': {
    reason: 'MALFORMED',
    edits: { proof: (proof) => Object.assign(proof, { version: 2 }) },
  },
  'request that holds something unknown': {
    reason: 'MALFORMED',
    edits: { request: (request) => Object.assign(request, { onBehalfOf: 'another' }) },
  },
  'wish that holds something unknown': {
    reason: 'MALFORMED',
    edits: { request: (request) => Object.assign(request.asked[0] ?? {}, { optional: true }) },
  },
  'more items than anybody asks for': {
    reason: 'MALFORMED',
    edits: {
      proof: (proof) => {
        proof.items = Array.from({ length: 65 }, () => ({ refusal: { code: 'STALE' } }));
        proof.request.asked = proof.items.flatMap(() => proof.request.asked[0] ?? []);
      },
    },
  },
  'statement whose leaf can’t be found later': {
    rule: 'statement-signature',
    reason: 'MALFORMED',
    edits: { proof: (proof) => Object.assign(presented(proof), { statementSalt: undefined }) },
  },
};

const unknown: Readonly<Record<string, Row>> = {
  'issuer that trust doesn’t know': {
    rule: 'credential-signature',
    reason: 'TRUST_TOO_OLD',
    edits: {
      credential: (payload) => Object.assign(payload, { iss: 'https://wangcheng.invalid/departments/NEW' }),
    },
  },
  'credential key that trust doesn’t know': {
    rule: 'credential-signature',
    reason: 'TRUST_TOO_OLD',
    edits: { signers: { credential: strangerKey } },
  },
  'status key that trust doesn’t know': {
    rule: 'status-signature',
    reason: 'TRUST_TOO_OLD',
    edits: { signers: { status: strangerKey } },
  },
  'statement key that trust doesn’t know': {
    rule: 'statement-signature',
    reason: 'TRUST_TOO_OLD',
    edits: { signers: { statement: strangerKey } },
  },
  'status signed by another department': {
    rule: 'status-signature',
    reason: 'ISSUER_NOT_ACCREDITED',
    edits: { signers: { status: departmentKeys.CAB } },
  },
  'credential signed by another department': {
    rule: 'credential-signature',
    reason: 'ISSUER_NOT_ACCREDITED',
    edits: { signers: { credential: departmentKeys.CAB } },
  },
  'statement signed by another department': {
    rule: 'statement-signature',
    reason: 'ISSUER_NOT_ACCREDITED',
    edits: { signers: { statement: departmentKeys.CAB } },
  },
  'statement that names another department': {
    rule: 'statement-signature',
    reason: 'WRONG_STATEMENT',
    edits: {
      statement: (payload) => Object.assign(payload, { iss: 'https://wangcheng.invalid/departments/CAB' }),
    },
  },
  'log that trust doesn’t know': {
    rule: 'checkpoint-signature',
    reason: 'TRUST_TOO_OLD',
    edits: { trust: (trust) => void trust.cities[0]?.logs.shift() },
  },
  'checkpoint key that trust doesn’t know': {
    rule: 'checkpoint-signature',
    reason: 'TRUST_TOO_OLD',
    edits: { trust: (trust) => Object.assign(firstLog(trust) ?? {}, { verifierKeys: [] }) },
  },
  'no checkpoint': {
    rule: 'checkpoint-signature',
    reason: 'NOT_ANCHORED',
    edits: { proof: (proof) => void delete proof.checkpoints.PSB },
  },
  'no status list': {
    rule: 'status-signature',
    reason: 'STATUS_UNREACHABLE',
    edits: {
      proof: (proof) => {
        proof.statusTokens = {};
      },
    },
  },
  'city that trust doesn’t know': {
    reason: 'UNKNOWN_CITY',
    edits: {
      proof: (proof) => {
        proof.cityId = 'https://elsewhere.invalid';
      },
    },
  },
  'another ledger': {
    reason: 'OTHER_LEDGER',
    edits: {
      proof: (proof) => {
        proof.ledgerId = 'eip155:1:0x00000000000000000000000000000000000000a1';
      },
    },
  },
  'item left out': { reason: 'INCOMPLETE', edits: { proof: (proof) => void proof.items.pop() } },
  'item refused': refused({ code: 'NO_SUCH_CREDENTIAL' }),
  'item that the person did not agree to': refused({ code: 'NOT_AUTHORIZED' }),
  'item of an authorization used already': refused({ code: 'AUTHORIZATION_USED' }),
  'item that the matter is not entitled to': refused({ code: 'NOT_ENTITLED' }),
  'item whose department has not confirmed its data': refused({
    ...{ code: 'STALE', issuer: 'https://wangcheng.invalid/departments/PSB', age: 3 },
  }),
  'item refused for a reason of a later version': refused({ code: 'SOMETHING_NEW' }, 'REFUSED'),
  'trust file of another version': {
    reason: 'TRUST_MALFORMED',
    edits: { trust: (trust) => Object.assign(trust, { version: 2 }) },
  },
};

function refused(refusal: Refusal['refusal'], reason = refusal.code as Reason): Row {
  return {
    reason,
    edits: {
      proof: (proof) => {
        proof.items[0] = { refusal };
      },
    },
  };
}

const tables = [signatures, bindings, ledger, states, statements, unreadable, unknown];

/** All mutations. Each is made with valid signatures over what is wrong, where its point isn't the signature. */
export const mutations: readonly Mutation[] = tables.flatMap((table) =>
  Object.entries(table).map(([name, row]) => ({ name, ...row })),
);

/** Rules that no mutation breaks alone. */
export const rulesWithoutMutation = (): string[] =>
  rules.map(({ name }) => name).filter((name) => !mutations.some(({ rule }) => rule === name));
