/** Settings: read once, checked whole, and silent about secrets. */
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig, readFlags } from '../../gateway/config.ts';

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
  test('all problems are reported at once', () => {
    const problems = problemsOf(
      { PORT: 'eighty', LEDGER: 'paper', LOG_LEVEL: 'loud', CITY_ID: 'https://city.invalid/' },
      { COLOUR: 'red' },
    );
    expect(problems).toHaveLength(5);
    for (const name of ['PORT', 'LEDGER', 'LOG_LEVEL', 'CITY_ID', 'COLOUR'])
      expect(problems.join('\n')).toContain(name);
  });

  test('a database address is never repeated, since it holds a password', () => {
    const problems = problemsOf({ DATABASE_URL: 'mysql://root:hunter2@host/base' });
    expect(problems).toHaveLength(1);
    expect(problems.join()).not.toContain('hunter2');
  });

  test.each([
    [{ LEDGER: 'evm' }, 'LEDGER_URL'],
    [{ LEDGER: 'fabric' }, 'LEDGER_PROFILE'],
    [{ LEDGER_URL: 'http://host:8545' }, 'LEDGER_URL'],
    [{ FACE: 'embedded' }, 'FACE'],
    [{ KEYSTORE_SECRET_FILE: '/nowhere' }, 'KEYSTORE_SECRET_FILE'],
    [{ LEDGER_CONTRACTS: '0x12' }, 'LEDGER_CONTRACTS'],
    [{ LEDGER_CONFIRMATIONS: '0' }, 'LEDGER_CONFIRMATIONS'],
  ])('%o is refused by the name of the setting', (environment, name) => {
    const problems = problemsOf(environment as Record<string, string>);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(name);
  });
});

test('every setting is a flag of the same name, in either spelling, and flags win', () => {
  const { flags, rest } = readFlags(['--port', '9000', '--DATA_DIR=/tmp/x', '--json', 'file.csv']);
  expect(flags).toEqual({ PORT: '9000', DATA_DIR: '/tmp/x' });
  expect(rest).toEqual(['--json', 'file.csv']);
  expect(readConfig({ environment: { PORT: '1' }, flags }).PORT).toBe(9000);
});
