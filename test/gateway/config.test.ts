/** Settings: read once, checked whole, and silent about secrets. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readSignInFile } from '../../gateway/config/sign-in.ts';
import { ConfigError, readConfig } from '../../gateway/config.ts';
import { CERTIFICATE, CERTIFICATE_KEY } from '../support/certificate.ts';
import { makeFolder } from '../support/ledger-folder.ts';

const people = { issuer: 'https://people.invalid', clientId: 'city', clientSecretFile: 'nowhere.secret' };
const SECRET_MISSING = JSON.stringify({ people });

const { folder, remove } = makeFolder();
afterAll(remove);

function fileOf(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

function problemsOf(
  environment: Record<string, string>,
  flags: Record<string, string> = {},
): readonly string[] {
  try {
    readConfig({ environment, flags });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('defaults', () => {
  test('nothing set means the bundled database and ledger on loopback, with the town', () => {
    const config = readConfig({ environment: {} });
    expect(config).toMatchObject({
      HOST: '127.0.0.1',
      PORT: 8080,
      LEDGER: 'embedded',
      SEED: 'town',
      PUBLIC_URL: 'http://127.0.0.1:8080',
      CITY_ID: 'https://wangcheng.invalid',
    });
  });

  test('a database or a ledger of one’s own is not seeded unless it is said', () => {
    const environment = { DATABASE_URL: 'postgres://user@host/base' };
    expect(readConfig({ environment }).SEED).toBe('none');
    expect(readConfig({ environment: { ...environment, SEED: 'town' } }).SEED).toBe('town');
    expect(readConfig({ environment: { LEDGER: 'evm', LEDGER_URL: 'http://host:8545' } }).SEED).toBe('none');
  });

  test('settings can’t be changed once read, and an empty value counts as not set', () => {
    const config = readConfig({ environment: { PORT: '' } });
    expect(config.PORT).toBe(8080);
    expect(() => Object.assign(config, { PORT: 1 })).toThrow(TypeError);
  });
});

describe('faults', () => {
  test('all problems are reported at once, what settings break together as well', () => {
    const problems = problemsOf(
      { PORT: 'eighty', LEDGER: 'evm', LOG_LEVEL: 'loud', CITY_ID: 'https://city.invalid/', FACE: 'http' },
      { COLOUR: 'red', TLS_KEY: fileOf('lonely.pem', CERTIFICATE_KEY) },
    );
    const named = ['COLOUR', 'PORT', 'LOG_LEVEL', 'CITY_ID', 'LEDGER_URL', 'FACE', 'TLS_CERT'];
    for (const name of named) expect(problems.join('\n')).toContain(name);
    expect(problems).toHaveLength(named.length);
  });

  test('a setting that is wrong by itself isn’t said to contradict others', () => {
    expect(problemsOf({ LEDGER: 'paper', LEDGER_URL: 'http://host:8545' })).toEqual([
      'LEDGER must be one of embedded, evm',
    ]);
  });

  test('a database address is never repeated, since it holds a password', () => {
    const problems = problemsOf({ DATABASE_URL: 'mysql://root:hunter2@host/base' });
    expect(problems).toHaveLength(1);
    expect(problems.join()).not.toContain('hunter2');
  });

  test.each([
    [{ LEDGER: 'evm' }, 'LEDGER_URL'],
    [{ LEDGER: 'fabric' }, 'this version has no Fabric'],
    [{ LEDGER_PROFILE: 'profile.json' }, 'LEDGER_PROFILE'],
    [{ LEDGER_URL: 'http://host:8545' }, 'LEDGER_URL'],
    [{ FACE: 'http' }, 'FACE_SERVICE_FILE'],
    [{ FACE_SERVICE_FILE: fileOf('service.json', '{}') }, 'FACE_SERVICE_FILE'],
    [{ FACE: 'embedded', FACE_SERVICE_FILE: fileOf('service.json', '{}') }, 'FACE_SERVICE_FILE'],
    [{ FACE_MODEL_DIR: '.' }, 'FACE_MODEL_DIR'],
    [{ FACE: 'embedded', FACE_MODEL_DIR: '/nowhere' }, 'FACE_MODEL_DIR'],
    [{ KEYSTORE_SECRET_FILE: '/nowhere' }, 'KEYSTORE_SECRET_FILE'],
    [{ LEDGER_CONTRACTS: '0x12' }, 'LEDGER_CONTRACTS'],
    [{ LEDGER: 'evm', LEDGER_URL: 'http://host:8545', LEDGER_CONFIRMATIONS: '0' }, 'LEDGER_CONFIRMATIONS'],
    [{ LEDGER_CONFIRMATIONS: '2' }, 'LEDGER_CONFIRMATIONS'],
    [{ OFFICER_DAILY_CAP: '0' }, 'OFFICER_DAILY_CAP'],
    [{ LEDGER_CONTRACTS: `0x${'11'.repeat(20)}` }, 'LEDGER_CONTRACTS'],
    [{ PORT: ' ' }, 'PORT'],
    [{ PORT: '0x50' }, 'PORT'],
    [{ PORT: '1e3' }, 'PORT'],
    [{ PORT: '65536' }, 'PORT'],
    [{ PORT: '0' }, 'PUBLIC_URL'],
    [{ HOST: ' ' }, 'HOST'],
    [{ HOST: 'host/path' }, 'HOST'],
    [{ HOST: '[::1]' }, 'HOST'],
    [{ CITY_ID: 'https://city.invalid:443' }, 'CITY_ID'],
    [{ PUBLIC_URL: 'https://somebody@city.invalid' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'https://city.invalid/path' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'https://city.invalid?a=b' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'https://city.invalid#part' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'ftp://city.invalid' }, 'PUBLIC_URL'],
    [{ PEOPLE_ISSUER: 'https://people.invalid/realm/' }, 'PEOPLE_ISSUER'],
    [{ PEOPLE_ISSUER: 'https://people.invalid/realm?a=b' }, 'PEOPLE_ISSUER'],
    [{ PEOPLE_ISSUER: 'https://a:b@people.invalid/realm' }, 'PEOPLE_ISSUER'],
    [{ TRUST_PROXY: 'yes please' }, 'TRUST_PROXY'],
    [{ TRUST_PROXY: '10.0.0.0/33' }, 'TRUST_PROXY'],
    [{ TRUST_PROXY: '10.0.0.1,' }, 'TRUST_PROXY'],
    [{ KEYSTORE_SECRET_FILE: folder }, 'KEYSTORE_SECRET_FILE'],
    [{ DATA_DIR: fileOf('a-file', '') }, 'DATA_DIR'],
    [{ DATA_DIR: join(fileOf('a-file', ''), 'below') }, 'DATA_DIR'],
    [{ SIGN_IN_FILE: fileOf('sign-in-1.json', '{') }, 'SIGN_IN_FILE'],
    [{ SIGN_IN_FILE: fileOf('sign-in-2.json', '{"people":{"issuer":"x"}}') }, 'SIGN_IN_FILE'],
    [{ SIGN_IN_FILE: fileOf('sign-in-3.json', SECRET_MISSING) }, 'SIGN_IN_FILE'],
    [{ TLS_CERT: folder, TLS_KEY: fileOf('key.pem', CERTIFICATE_KEY) }, 'TLS_CERT'],
    [{ TLS_CERT: fileOf('no.pem', 'hunter2'), TLS_KEY: fileOf('key.pem', CERTIFICATE_KEY) }, 'TLS_CERT'],
    [{ TLS_CERT: fileOf('cert.pem', CERTIFICATE), TLS_KEY: fileOf('no.pem', 'hunter2') }, 'TLS_KEY'],
    [{ TLS_CERT: fileOf('none.pem', ''), TLS_KEY: fileOf('none.pem', '') }, 'TLS_KEY'],
  ])('%o is refused by the name of the setting', (environment, name) => {
    const problems = problemsOf(environment as Record<string, string>);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(name);
    expect(problems[0]).not.toContain('hunter2');
  });
});

describe('what is taken', () => {
  test.each([
    [{ PORT: '0', PUBLIC_URL: 'http://127.0.0.1' }, { PORT: 0 }],
    [{ HOST: '::' }, { PUBLIC_URL: 'http://[::]:8080' }],
    [{ HOST: 'localhost', PORT: '80' }, { PUBLIC_URL: 'http://localhost' }],
    [{ PEOPLE_ISSUER: 'https://people.invalid/realm' }, { PEOPLE_ISSUER: 'https://people.invalid/realm' }],
    [{ TRUST_PROXY: 'true' }, { TRUST_PROXY: 1 }],
    [{ TRUST_PROXY: '2' }, { TRUST_PROXY: 2 }],
    [{ TRUST_PROXY: 'false' }, { TRUST_PROXY: false }],
    [
      { TRUST_PROXY: 'loopback, 10.0.0.0/8,fc00::/7' },
      { TRUST_PROXY: ['loopback', '10.0.0.0/8', 'fc00::/7'] },
    ],
  ])('%o', (environment, expected) => {
    expect(readConfig({ environment: environment as Record<string, string> })).toMatchObject(expected);
  });

  test('a data folder that isn’t there yet, and a certificate with its key', () => {
    const given = { cert: CERTIFICATE, key: CERTIFICATE_KEY };
    mkdirSync(join(folder, 'there'));
    const environment = {
      DATA_DIR: join(folder, 'there', 'not', 'yet'),
      TLS_CERT: fileOf('cert.pem', given.cert),
      TLS_KEY: fileOf('key.pem', given.key),
    };
    expect(readConfig({ environment })).toMatchObject({ tls: given, PUBLIC_URL: 'https://127.0.0.1:8080' });
  });

  test('flags before the environment', () => {
    expect(readConfig({ environment: { PORT: '1' }, flags: { PORT: '9000' } }).PORT).toBe(9000);
  });
});

test('the example of the operator’s guide is a sign-in file', () => {
  const guide = readFileSync(join(import.meta.dirname, '../../docs/guide-operators.md'), 'utf8');
  const [, example = ''] = /```json\n([\s\S]*?)```/.exec(guide) ?? [];
  const { people: of, staff } = readSignInFile(fileOf('guide.json', example));
  expect(of?.claims.number).toBe('id_number');
  expect(staff?.roles).toHaveLength(2);
});
