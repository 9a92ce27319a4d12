/** Reads a command line whole, so that everything that is wrong with it can be told at once. */
import { settingNames } from '../../gateway/config.ts';

/** An option of a command, as --help lists it. */
export type Option = {
  readonly type: 'string' | 'boolean';
  readonly help: string;
  readonly value?: string;
  readonly multiple?: boolean;
};

export type Options = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** What may stand on a command line. */
export type Grammar = {
  readonly options: Readonly<Record<string, Option>>;
  /** True where the gateway's settings can be given as flags too. */
  readonly takesSettings?: boolean;
  /** True where words may stand beside the options: files, names. */
  readonly takesWords?: boolean;
};

export type Arguments = {
  readonly options: Options;
  readonly words: readonly string[];
  /** Settings given as flags, by the setting's name. */
  readonly flags: Readonly<Record<string, string>>;
  /** Sentences that never repeat a word that was given: it may be somebody's password in the wrong place. */
  readonly problems: readonly string[];
};

type Reading = {
  readonly options: Record<string, string | boolean | (string | boolean)[]>;
  readonly words: string[];
  readonly flags: Record<string, string>;
  readonly problems: string[];
};

/** Understands `--name value`, `--name=value`, settings as `--data-dir` or `--DATA_DIR`, and after `--` words alone. */
export function readArguments(args: readonly string[], grammar: Grammar): Arguments {
  const reading: Reading = { options: {}, words: [], flags: {}, problems: [] };
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') reading.words.push(...rest.splice(0));
    else if (isOption(word)) readOption(word, { rest, grammar, reading });
    else reading.words.push(word);
  }
  const { words, problems } = reading;
  if (words.length > 0 && !grammar.takesWords)
    problems.push(`only options are taken, and ${words.length} other words were given`);
  return reading;
}

const isOption = (word: string): boolean => word.startsWith('-') && word !== '-';

type Place = { readonly rest: string[]; readonly grammar: Grammar; readonly reading: Reading };

function readOption(word: string, { rest, grammar, reading }: Place): void {
  const { options, flags, problems } = reading;
  const [, name, inline] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
  if (name === undefined) {
    problems.push('options begin with two dashes');
    return;
  }
  const option = Object.hasOwn(grammar.options, name) ? grammar.options[name] : undefined;
  if (option?.type === 'boolean') {
    options[name] = true;
    if (inline !== undefined) problems.push(`--${name} takes no value`);
    return;
  }
  const setting = grammar.takesSettings ? settingOf(name) : undefined;
  // Of an unknown option too: what follows is its value, and neither a word of its own nor to be repeated.
  const value = inline ?? (rest[0]?.startsWith('--') ? undefined : rest.shift());
  if (option === undefined && setting === undefined) problems.push(`there is no option --${name}`);
  else if (value === undefined || value === '') problems.push(`--${name} needs a value`);
  else if (option === undefined) flags[setting ?? name] = value;
  else options[name] = option.multiple ? [options[name] ?? [], value].flat() : value;
}

function settingOf(name: string): string | undefined {
  const setting = name.toUpperCase().replaceAll('-', '_');
  return settingNames.find((known) => known === setting);
}
