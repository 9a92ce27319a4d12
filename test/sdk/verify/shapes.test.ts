/** Every claim of every token has its type: anything else is malformed, whoever signed it. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { verifyProof } from '../../../sdk/verify/verify.ts';
import { disclose, type Edits, makeProof } from '../../support/proof-fixture.ts';

type Part = 'credential' | 'binding' | 'status' | 'statement';
const TIME = [undefined, null, 'now', '1795478400', -1, 0.5, [], {}];
const TEXT = [undefined, null, 1, ['text'], {}];
const OBJECT = [undefined, null, 1, 'text', []];
const isOptional = (values: readonly unknown[]): unknown[] => values.filter((value) => value !== undefined);

const claims: Readonly<Record<Part, Readonly<Record<string, readonly unknown[]>>>> = {
  credential: {
    vct: TEXT,
    iat: TIME,
    exp: isOptional(TIME),
    nbf: isOptional(TIME),
    aud: [null, 1, {}, [1], [['text']]],
    cnf: OBJECT,
    'cnf.jwk': OBJECT,
    'cnf.jwk.kty': ['RSA', undefined],
    'cnf.jwk.crv': ['P-384', undefined],
    'cnf.jwk.x': [...TEXT, 'AAAA'],
    'cnf.jwk.y': [...TEXT, 'AAAA'],
    'cnf.jwk.d': ['a private key'],
    status: OBJECT,
    'status.status_list': OBJECT,
    'status.status_list.idx': TIME,
    'status.status_list.uri': TEXT,
  },
  binding: {
    iat: TIME,
    exp: isOptional(TIME),
    nbf: isOptional(TIME),
    aud: TEXT,
    nonce: TEXT,
    sd_hash: TEXT,
    ledger_as_of: TIME,
    request: TEXT,
    item: TIME,
  },
  status: {
    sub: TEXT,
    iat: TIME,
    exp: TIME,
    nbf: isOptional(TIME),
    ttl: [...TIME, 0],
    status_list: OBJECT,
    'status_list.bits': [undefined, 1, 4, '2'],
    'status_list.lst': TEXT,
  },
  statement: {
    ...{ iss: TEXT, iat: TIME, exp: TIME, aud: TEXT, nonce: TEXT, request: TEXT },
    nbf: isOptional(TIME),
    source: OBJECT,
    'source.log': TEXT,
    'source.index': TIME,
    'source.leaf': TEXT,
    role: isOptional(TEXT),
    claims: OBJECT,
  },
};

function put(payload: object, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop() ?? '';
  const owner = names.reduce<object>((inner, name) => Reflect.get(inner, name), payload);
  Reflect.set(owner, last, value);
}

async function reasonOf(edits: Edits): Promise<string> {
  const { proof, ...options } = makeProof(edits);
  const verdict = await verifyProof(proof, options);
  return verdict.valid ? 'valid' : verdict.reason;
}

const cases = Object.entries(claims).flatMap(([part, paths]) =>
  Object.entries(paths).map(([path, values]) => ({ part, path, values })),
);

test.each(cases)('$part.$path', async ({ part, path, values }) => {
  for (const value of values) {
    const copyOf = structuredClone(value);
    // Parts share what is in them, so that an edit starts from a copy.
    const edit = (payload: object): void => {
      for (const [name, inner] of Object.entries(payload)) Reflect.set(payload, name, structuredClone(inner));
      put(payload, path, copyOf);
    };
    expect([value, await reasonOf({ [part]: edit })]).toEqual([value, 'MALFORMED']);
  }
});

describe('headers', () => {
  const header = (change: object): Edits => ({ header: (fields) => Object.assign(fields, change) });
  test.each([
    ['without a key', { kid: undefined }],
    ['with a key that is no text', { kid: 1 }],
    ['with another encoding of the payload', { b64: false }],
    ['longer than any header', { x: 'a'.repeat(600) }],
  ])('%s', async (_why, change) => {
    expect(await reasonOf(header(change))).toBe('MALFORMED');
  });
});

describe('disclosures', () => {
  const many = (count: number): Edits => {
    const more = Array.from({ length: count }, (_, place) => disclose(`${place}`, `field${place}`, place));
    const digests = more.map((text) => createHash('sha256').update(text).digest('base64url'));
    return {
      credential: ({ _sd }) => void _sd.push(...digests),
      disclosures: (shown) => [...shown, ...more],
    };
  };

  test('are at most 256', async () => {
    expect(await reasonOf(many(254))).toBe('valid');
    expect(await reasonOf(many(255))).toBe('MALFORMED');
  });
});
