/** Issuing, presenting and checking one credential, beside the reference library and beside the bare primitives. */
import {
  createPublicKey,
  generateKeyPairSync,
  hash,
  randomBytes,
  sign,
  verify as verifyWith,
} from 'node:crypto';
import { digest, ES256, generateSalt } from '@sd-jwt/crypto-nodejs';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { issue } from '../../gateway/credentials/issue.ts';
import { cityNames } from '../../gateway/ids.ts';
import type { SigningKey } from '../../gateway/keys/keys.ts';
import { signingKeyOf } from '../../gateway/keys/signing-key.ts';
import { present } from '../../gateway/proofs/present.ts';
import { checkOf } from '../../sdk/verify/jws.ts';
import { readKeyBinding } from '../../sdk/verify/key-binding.ts';
import { verifySignatures } from '../../sdk/verify/node-platform.ts';
import { readPresentation } from '../../sdk/verify/sd-jwt.ts';
import type { Benchmark } from '../bench.ts';
import { type Contestant, measureByTurns } from './measure.ts';

/** More than the verifier keeps keys of, so that each is new to it again when its turn comes. */
const HOLDERS = 1500;
const SHOWN = ['name', 'idNumber', 'dateOfBirth', 'gender', 'registeredAddress'];
const names = cityNames('https://wangcheng.invalid');
const NOW = new Date();
const hidden = {
  name: '示例',
  idNumber: '990000199001010017',
  gender: '女',
  ethnicity: '汉',
  dateOfBirth: '1990-01-01',
  registeredAddress: '虚构市示例路一号',
  issuingAuthority: '虚构公安分局',
  validFrom: '2020-01-01',
  validUntil: '2040-01-01',
  licenceIdentifier: '1.2.156.3005.2.11100000MB1912670W001.0.0',
};
const binding = {
  issuedAt: Math.floor(NOW.getTime() / 1000),
  audience: 'https://wangcheng.invalid/clients/cab-counter',
  nonce: 'a-nonce-of-the-asker',
  ledgerAsOf: Math.floor(NOW.getTime() / 1000),
  request: hash('sha256', 'a request', 'base64url'),
  item: 0,
};

const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const issuerPrivate = newKey();
const issuerKey = signingKeyOf(issuerPrivate);

const draftFor = (holder: SigningKey) => ({
  department: 'PSB',
  credentialType: 'resident-identity-card',
  open: {},
  hidden,
  holder: { x: holder.jwk.x, y: holder.jwk.y },
  status: { list: 1, index: 7 },
  issuedAt: NOW,
  validUntil: null,
});

export const verify: Benchmark = {
  name: 'verify',
  summary: `One credential of ${Object.keys(hidden).length} hidden claims, ${SHOWN.length} of them disclosed: issue, present with key binding, and check both signatures, every digest, audience, nonce and hash, beside @sd-jwt/sd-jwt-vc 0.19 and beside the bare primitives. Microseconds of the whole process's CPU, since the library signs and checks in other threads; its status check is left out, and both keep the issuer's key.`,
  run: async () => {
    const presentations = await makePresentations(HOLDERS);
    const contestants = { ...(await makersBesideLibrary()), ...(await checkersBesideLibrary(presentations)) };
    const times = await measureByTurns(contestants, { slices: 25, sliceMilliseconds: 80, of: 'process' });
    const at = (name: string): number => times[name] ?? Number.NaN;
    const goal = (what: string, measured: number, bound: number) =>
      ({ what, measured, bound, kind: 'at least' }) as const;
    return {
      columns: ['work', 'µs CPU'],
      rows: Object.keys(contestants).map((name) => [name, at(name)]),
      goals: [
        goal('check, new holder key, times faster', at('library: check') / at('check, new holder key'), 2.5),
        goal(
          'check with cached keys, share of the primitives',
          at('primitives of a check') / at('check, cached keys'),
          0.8,
        ),
        goal('issue, times faster', at('library: issue') / at('issue'), 6),
        goal('present, times faster', at('library: present') / at('present'), 10),
      ],
      notes: [
        'Primitives of a check: two ES256 signatures with keys and DER at hand, and the digests that it takes.',
      ],
    };
  },
};

async function makePresentations(count: number): Promise<string[]> {
  const made: string[] = [];
  for (let place = 0; place < count; place++) {
    const key = signingKeyOf(newKey());
    made.push(await present(await issue(draftFor(key), issuerKey, names), SHOWN, { binding, key }));
  }
  return made;
}

async function makersBesideLibrary(): Promise<Record<string, Contestant>> {
  const holderPrivate = newKey();
  const holder = signingKeyOf(holderPrivate);
  const issued = await issue(draftFor(holder), issuerKey, names);
  const library = new SDJwtVcInstance({
    ...{
      hasher: digest,
      hashAlg: 'sha-256',
      saltGenerator: generateSalt,
      signAlg: 'ES256',
      kbSignAlg: 'ES256',
    },
    signer: await ES256.getSigner(issuerPrivate.export({ format: 'jwk' })),
    kbSigner: await ES256.getSigner(holderPrivate.export({ format: 'jwk' })),
  });
  const payload = {
    iss: names.issuer('PSB'),
    vct: names.credentialType('resident-identity-card'),
    iat: binding.issuedAt,
    cnf: { jwk: holder.jwk },
    status: { status_list: { idx: 7, uri: names.statusList('PSB', 1) } },
    ...hidden,
  };
  const frame = { _sd: Object.keys(hidden) as (keyof typeof hidden)[] };
  const issueWithLibrary = () => library.issue(payload, frame, { header: { kid: issuerKey.kid } });
  const encoded = await issueWithLibrary();
  const kb = { payload: { iat: binding.issuedAt, aud: binding.audience, nonce: binding.nonce } };
  const shown = Object.fromEntries(SHOWN.map((name) => [name, true]));
  return {
    issue: { run: () => issue(draftFor(holder), issuerKey, names) },
    'library: issue': { run: issueWithLibrary },
    'primitives of issuing': {
      run: () => {
        randomBytes(32);
        for (let claim = 0; claim <= Object.keys(hidden).length; claim++)
          hash('sha256', encoded.slice(0, 80), 'base64url');
        sign('sha256', Buffer.from(encoded.slice(0, 1200), 'latin1'), issuerPrivate);
      },
    },
    present: { run: () => present(issued, SHOWN, { binding, key: holder }) },
    'library: present': { run: () => library.present(encoded, shown, { kb }) },
    'primitives of presenting': {
      run: () => {
        hash('sha256', encoded, 'base64url');
        sign('sha256', Buffer.from(encoded.slice(0, 400), 'latin1'), holderPrivate);
      },
    },
  };
}

async function checkersBesideLibrary(presentations: readonly string[]): Promise<Record<string, Contestant>> {
  const [first = ''] = presentations;
  const library = new SDJwtVcInstance({
    ...{ hasher: digest, hashAlg: 'sha-256' },
    verifier: await ES256.getVerifier(issuerKey.jwk),
    kbVerifier: async (data, signature, payload) => {
      const { jwk } = (payload as unknown as { cnf: { jwk: object } }).cnf;
      return (await ES256.getVerifier(jwk))(data, signature);
    },
    statusListFetcher: async () => '',
  });
  // Both check the credential itself; the library would fetch and inflate its status list each time.
  Object.defineProperty(library, 'verifyStatus', { value: async () => {} });
  const nextOf = (): (() => string) => {
    let place = 0;
    return () => presentations[place++ % presentations.length] ?? '';
  };
  const [nextHere, nextThere] = [nextOf(), nextOf()];
  return {
    'check, new holder key': { run: () => check(nextHere()) },
    'library: check': { run: () => library.verify(nextThere(), { keyBindingNonce: binding.nonce }) },
    'check, cached keys': { run: () => check(first) },
    'primitives of a check': { run: primitivesOf(first) },
  };
}

/** What is checked of a presentation itself. @throws where it doesn't hold */
function check(text: string): void {
  const { credential, claims, binding: bound, sdHash } = readPresentation(text);
  const { audience, nonce, sdHash: signedHash } = readKeyBinding(bound);
  const { jwk } = claims.cnf as { jwk: { x: string; y: string } };
  const good = verifySignatures([checkOf(credential, issuerKey.jwk), checkOf(bound, jwk)]) as boolean[];
  const isBound = audience === binding.audience && nonce === binding.nonce && sdHash === signedHash;
  if (!isBound || !good.every(Boolean)) throw new Error('a good presentation was refused');
}

function primitivesOf(text: string): () => void {
  const end = text.lastIndexOf('~') + 1;
  const [credential = '', ...disclosures] = text.slice(0, end - 1).split('~');
  const inputs = [credential, text.slice(end)].map((jws) => jws.slice(0, jws.lastIndexOf('.')));
  const key = newKey();
  const publicKey = createPublicKey(key);
  const signed = inputs.map((input) => ({ input, signature: sign('sha256', Buffer.from(input), key) }));
  return () => {
    for (const disclosure of disclosures) hash('sha256', disclosure, 'base64url');
    hash('sha256', text.slice(0, end), 'base64url');
    for (const { input, signature } of signed)
      verifyWith('sha256', Buffer.from(input, 'latin1'), publicKey, signature);
  };
}
