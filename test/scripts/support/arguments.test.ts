/** The command line: read whole, and everything wrong with it told at once. */
import { describe, expect, test } from 'vitest';
import { readArguments } from '../../../scripts/support/arguments.ts';

const options = {
  json: { type: 'boolean', help: '' },
  gateway: { type: 'string', help: '' },
  trust: { type: 'string', help: '', multiple: true },
} as const;
const read = (...args: string[]) => readArguments(args, { options, takesSettings: true });

test('every setting is a flag of the same name, in either spelling', () => {
  const { flags, options: given, problems } = read('--port', '9000', '--DATA_DIR=/tmp/x', '--json');
  expect(flags).toEqual({ PORT: '9000', DATA_DIR: '/tmp/x' });
  expect(given).toEqual({ json: true });
  expect(problems).toEqual([]);
});

test('options may be repeated where they say so, and words alone follow two dashes', () => {
  const args = ['a.csv', '--gateway=http://host', '--trust', 'x', '--trust=y', '-', '--', '--json'];
  expect(readArguments(args, { options, takesWords: true })).toEqual({
    options: { gateway: 'http://host', trust: ['x', 'y'] },
    words: ['a.csv', '-', '--json'],
    flags: {},
    problems: [],
  });
});

describe('what is wrong', () => {
  test.each([
    ['an unknown option', ['--colour'], 'there is no option --colour'],
    ['a name that every object has', ['--constructor', 'x'], 'there is no option --constructor'],
    ['a setting where none are taken', ['--port', '80'], 'there is no option --port'],
    ['one dash', ['-json'], 'options begin with two dashes'],
    ['an option at the end without its value', ['--gateway'], '--gateway needs a value'],
    ['an option with an empty value', ['--gateway='], '--gateway needs a value'],
    ['a value for what takes none', ['--json=false'], '--json takes no value'],
    ['a word where none are taken', ['word'], 'only options are taken, and 1 other words were given'],
  ])('%s', (_name, args, problem) => {
    expect(readArguments(args, { options }).problems).toEqual([problem]);
  });

  test('a flag’s value is never another flag', () => {
    const { flags, options: given, problems } = read('--port', '--json');
    expect({ flags, given, problems }).toEqual({
      flags: {},
      given: { json: true },
      problems: ['--port needs a value'],
    });
  });

  test('all of it at once, and --json is understood all the same', () => {
    const { options: given, problems } = read('word', '--colour', 'red', '--port', '--json');
    expect(given).toEqual({ json: true });
    expect(problems).toHaveLength(3);
  });

  test('words are never repeated: one may be a password in the wrong place', () => {
    const { problems } = read('postgres://a:hunter2@host/base', '--pasword', 'hunter2', '--secret=hunter2');
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toContain('hunter2');
  });
});
