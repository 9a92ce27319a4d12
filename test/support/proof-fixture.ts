/** A small city in memory that makes one whole proof with its trust file, each part of which can be edited before it is signed. */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { MerkleTree } from '../../gateway/log/tree.ts';
import { canonicalize } from '../../sdk/verify/canonical.ts';
import {
  checkpointBody,
  formatVerifierKey,
  signatureLine,
  verifierKeyOf,
} from '../../sdk/verify/checkpoint.ts';
import { commit, encodeEntry } from '../../sdk/verify/entry.ts';
import { leafHash } from '../../sdk/verify/merkle.ts';
import { STATUS_LIST_BYTES } from '../../sdk/verify/status-list.ts';
import type { Asked, Proof, ProofRequest, Trust } from '../../sdk/verify/types.ts';
import { bytesOf, signJws, type TestKey, testKey, testNoteKey } from './test-keys.ts';

export type Mutable<Value> = Value extends object
  ? { -readonly [Name in keyof Value]: Mutable<Value[Name]> }
  : Value;

export const CITY = 'https://wangcheng.invalid';
/** The moment at which everything was made, in seconds. */
export const NOW = 1_795_478_400;
export const expectation = { audience: `${CITY}/clients/test-counter`, nonce: 'bm9uY2Ugb2YgdGVzdA' };

export const departmentKeys = { PSB: testKey('PSB'), CAB: testKey('CAB') };
export const holderKeys = [testKey('holder 0'), testKey('holder 1')] as const;
export const strangerKey = testKey('stranger');
const noteKeys = { PSB: testNoteKey('log PSB'), CAB: testNoteKey('log CAB') };

type Code = keyof typeof departmentKeys;
type Payload = { [name: string]: unknown };
type StatusRef = { status_list: { idx: number; uri: string } };
export type CredentialPayload = Payload & {
  cnf: { jwk: unknown };
  status: StatusRef;
  _sd: string[];
  exp?: number;
};

/** Edits of the first item's parts and of the whole; each is made before the part is signed. */
export type Edits = {
  /** When the gateway last read the ledger; every key binding and the proof say so. */
  readonly ledgerAsOf?: number;
  readonly request?: (request: Mutable<ProofRequest>) => void;
  readonly header?: (header: Payload) => void;
  readonly credential?: (payload: CredentialPayload) => void;
  readonly disclosures?: (disclosures: string[]) => string[];
  readonly bindingHeader?: (header: Payload) => void;
  readonly binding?: (payload: Payload) => void;
  readonly statusHeader?: (header: Payload) => void;
  readonly status?: (payload: Payload) => void;
  readonly statusList?: (list: Uint8Array) => void;
  readonly statement?: (payload: Payload & { source: Payload; claims: Payload }) => void;
  readonly head?: (head: { origin: string; size: number; root: Uint8Array }) => void;
  readonly trust?: (trust: Mutable<Trust>) => void;
  readonly proof?: (proof: Mutable<Proof>) => void;
  readonly signers?: {
    readonly credential?: TestKey;
    readonly binding?: TestKey;
    readonly status?: TestKey;
    readonly statement?: TestKey;
  };
};

type Plan = {
  readonly code: Code;
  readonly holder: TestKey;
  readonly asked: Asked;
  readonly values: Payload;
  /** Computed for the presentation. */
  readonly computed?: Payload;
};

const plans: readonly [Plan, Plan] = [
  {
    code: 'PSB',
    holder: holderKeys[0],
    asked: {
      subject: 'applicant',
      credentialType: 'resident-identity-card',
      fields: ['name', 'idNumber', 'isAge80OrOver'],
    },
    values: { name: '示例甲', idNumber: '990112194003070010', gender: '女', dateOfBirth: '1940-03-07' },
    computed: { isAge80OrOver: true },
  },
  {
    code: 'CAB',
    holder: holderKeys[1],
    asked: {
      subject: 'spouse',
      credentialType: 'marriage-certificate',
      fields: ['holderName', 'isMarriageInForce'],
    },
    values: { holderName: '示例乙', spouseName: '示例甲', isMarriageInForce: true },
  },
];

export const base64url = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64url');
export const hashText = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** A disclosure of a member, or without a name of an element. */
export const disclose = (salt: string, ...parts: readonly unknown[]): string =>
  base64url(JSON.stringify([base64url(bytesOf(salt).subarray(0, 16)), ...parts]));

const copy = <Value>(value: Value): Mutable<Value> => structuredClone(value) as Mutable<Value>;

/** A proof of two items (the first with a derived statement) with what it takes to verify it. Without edits it is valid at `at`. */
export function makeProof(edits: Edits = {}) {
  const request = copy({
    id: 'request-1',
    matter: 'MZ-0001',
    ...expectation,
    window: 'CAB-1',
    asked: plans.map(({ asked }) => asked),
  });
  edits.request?.(request);
  const { ledgerAsOf = NOW - 30 } = edits;
  const made = plans.map((plan, place) =>
    makeItem({ plan, place, request, ledgerAsOf, edits: place === 0 ? edits : {} }),
  );
  const proof = copy<Proof>({
    version: 1,
    cityId: CITY,
    ledgerId: 'eip155:1337:0x00000000000000000000000000000000000000a1',
    request,
    ledgerAsOf,
    items: made.map(({ item }) => item),
    checkpoints: Object.fromEntries(made.map(({ code, checkpoint }) => [code, checkpoint])),
    statusTokens: Object.fromEntries(made.map(({ statusUri, statusToken }) => [statusUri, statusToken])),
    receipts: [{ subject: 'applicant', leaf: base64url(bytesOf('receipt')) }],
  });
  edits.proof?.(proof);
  const trust = makeTrust(made);
  edits.trust?.(trust);
  return { proof, trust, expect: expectation, at: new Date(NOW * 1000) };
}

type ItemParts = {
  readonly plan: Plan;
  readonly place: number;
  readonly request: Mutable<ProofRequest>;
  readonly ledgerAsOf: number;
  readonly edits: Edits;
};

function makeItem({ plan, place, request, ledgerAsOf, edits }: ItemParts) {
  const { code, holder, computed } = plan;
  const department = departmentKeys[code];
  const { jwt, disclosures, statusUri } = makeCredential(plan, edits);
  const asked = request.asked[place];
  const shown = disclosures.filter(({ name }) => asked?.fields.includes(name)).map(({ text }) => text);
  const presented = `${[jwt, ...(edits.disclosures?.(shown) ?? shown)].join('~')}~`;
  const requestHash = hashText(canonicalize(request));
  const anchored = makeLog(plan, jwt, edits);
  const bound = { aud: request.audience, nonce: request.nonce, request: requestHash };
  const binding = {
    iat: NOW - 5,
    ...bound,
    sd_hash: hashText(presented),
    ledger_as_of: ledgerAsOf,
    item: place,
  };
  const bindingHeader = { alg: 'ES256', typ: 'kb+jwt' };
  edits.bindingHeader?.(bindingHeader);
  edits.binding?.(binding);
  const { leaf, checkpoint, evidence } = anchored;
  const statement = {
    ...{ iss: issuerOf(code), iat: NOW - 5, exp: NOW + 595, ...bound },
    source: { log: code, index: evidence.index, leaf: base64url(leaf) },
    claims: { ...computed },
  };
  edits.statement?.(statement);
  const statementKey = edits.signers?.statement ?? department;
  const statementHeader = { alg: 'ES256', typ: 'derived-statement+jwt', kid: statementKey.kid };
  const item = {
    presentation: presented + signJws(bindingHeader, binding, edits.signers?.binding ?? holder),
    evidence,
    ...(computed && {
      statement: signJws(statementHeader, statement, statementKey),
      statementSalt: base64url(bytesOf('statement salt')),
    }),
  };
  return {
    code,
    item,
    checkpoint,
    statusUri,
    statusToken: makeStatusToken(code, statusUri, edits),
    tree: anchored.tree,
  };
}

const issuerOf = (code: Code): string => `${CITY}/departments/${code}`;

function makeCredential({ code, holder, asked, values }: Plan, edits: Edits) {
  const statusUri = `${CITY}/status/${code}/1`;
  const disclosures = Object.entries(values).map(([name, value]) => ({
    name,
    text: disclose(`${code} ${name}`, name, value),
  }));
  const payload: CredentialPayload = {
    iss: issuerOf(code),
    vct: `${CITY}/credential-types/${asked.credentialType}`,
    iat: NOW - 86_400,
    exp: NOW + 86_400,
    cnf: { jwk: holder.jwk },
    status: { status_list: { idx: 7, uri: statusUri } },
    _sd: [...disclosures.map(({ text }) => hashText(text)), base64url(bytesOf('decoy'))].toSorted(),
    _sd_alg: 'sha-256',
  };
  edits.credential?.(payload);
  const key = edits.signers?.credential ?? departmentKeys[code];
  const header = { alg: 'ES256', typ: 'dc+sd-jwt', kid: key.kid };
  edits.header?.(header);
  return { jwt: signJws(header, payload, key), disclosures, statusUri };
}

const PLACE = 3;
const SIZE = 6;

function makeLog({ code, asked }: Plan, jwt: string, edits: Edits) {
  const salt = bytesOf(`salt ${code}`);
  const content = jwt.slice(0, jwt.lastIndexOf('.'));
  const entry = {
    kind: 'issued',
    credentialType: asked.credentialType,
    commitment: commit(salt, content),
  } as const;
  const leaf = leafHash(encodeEntry(entry));
  const tree = new MerkleTree();
  for (let place = 0; place < SIZE; place++)
    tree.append(place === PLACE ? leaf : bytesOf(`leaf ${code} ${place}`));
  const head = { origin: originOf(code), size: SIZE, root: tree.root() };
  edits.head?.(head);
  const inclusion = tree.inclusion(PLACE).map(base64url);
  const evidence = { log: code, index: PLACE, salt: base64url(salt), inclusion };
  return { leaf, tree, evidence, checkpoint: signHead(code, head) };
}

const originOf = (code: Code): string => `wangcheng.invalid/log/${code}`;
const verifierKey = (code: Code) => verifierKeyOf(originOf(code), noteKeys[code].publicKey);

/** A checkpoint of a department's log. */
export function signHead(code: Code, head: { origin: string; size: number; root: Uint8Array }): string {
  const body = checkpointBody(head);
  return `${body}\n${signatureLine(verifierKey(code), noteKeys[code].sign(Buffer.from(body)))}`;
}

function makeStatusToken(code: Code, uri: string, edits: Edits): string {
  const list = new Uint8Array(STATUS_LIST_BYTES);
  edits.statusList?.(list);
  const key = edits.signers?.status ?? departmentKeys[code];
  const header = { alg: 'ES256', typ: 'statuslist+jwt', kid: key.kid };
  edits.statusHeader?.(header);
  const times = { iat: NOW - 100, exp: NOW - 100 + 86_400, ttl: 300 };
  const payload = {
    sub: uri,
    ...times,
    status_list: { bits: 2, lst: base64url(deflateSync(list, { level: 9 })) },
  };
  edits.status?.(payload);
  return signJws(header, payload, key);
}

function makeTrust(made: readonly { readonly code: Code; readonly tree: MerkleTree }[]): Mutable<Trust> {
  const departments = plans.map(({ code, asked }) => ({
    ...{ code, issuer: issuerOf(code), suspended: false },
    keys: [
      {
        kid: departmentKeys[code].kid,
        jwk: departmentKeys[code].jwk,
        ended: false,
        types: [{ type: asked.credentialType, from: 2, to: null }],
      },
    ],
  }));
  const logs = made.map(({ code, tree }) => ({
    ...{ name: code, origin: originOf(code), owner: '0x00000000000000000000000000000000000000b1' },
    verifierKeys: [formatVerifierKey(verifierKey(code))],
    checkpoint: { size: SIZE, root: base64url(tree.root()) },
  }));
  const contracts = {
    issuers: '0x00000000000000000000000000000000000000a1',
    logs: '0x00000000000000000000000000000000000000a2',
    statusLists: '0x00000000000000000000000000000000000000a3',
  };
  const ledger = {
    id: `eip155:1337:${contracts.issuers}`,
    chainId: 1337,
    genesis: `0x${'00'.repeat(32)}`,
    contracts,
  };
  return copy<Trust>({ version: 1, cities: [{ cityId: CITY, ledger, asOf: NOW - 20, logs, departments }] });
}
