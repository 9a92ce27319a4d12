/** What every command shares: --help, --json, progress, and exit codes that mean something. */
import { parseArgs } from 'node:util';
import { ConfigError, readFlags, settingNames } from '../../gateway/config.ts';
import { CityError, errorTable } from '../../gateway/errors.ts';
import { CityProblem } from '../../sdk/client/problem.ts';

/** Exit codes: done, done but something doesn't hold, can't be done, used wrongly. */
export const exit = { done: 0, doesNotHold: 1, failed: 2, usage: 64 } as const;

export type ExitCode = (typeof exit)[keyof typeof exit];

/** An option of a command, as --help lists it. */
export type Option = {
  readonly type: 'string' | 'boolean';
  readonly help: string;
  readonly value?: string;
  readonly multiple?: boolean;
};

export type Given = {
  readonly options: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  readonly files: readonly string[];
  /** Settings given as flags, by the setting's name. */
  readonly flags: Readonly<Record<string, string>>;
  readonly out: Output;
};

export type Command = {
  /** As it is typed, for example `npm run audit --`. */
  readonly usage: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, Option>>;
  /** True where the gateway's settings can be given as flags too. */
  readonly takesSettings?: boolean;
  readonly run: (given: Given) => Promise<ExitCode>;
};

/** Where a command speaks: sentences for people, or one JSON object a line with --json. */
export type Output = {
  /** `event` is the stable name of what happened; `text` is for people. */
  readonly say: (event: string, text: string, facts?: Readonly<Record<string, unknown>>) => void;
  /** How far a long task is; drawn on a terminal, one line every few seconds elsewhere. */
  readonly progress: (task: string, done: number, total: number) => void;
};

/** The command was used wrongly: one sentence that says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Runs a command and sets the process's exit code; faults are told in one sentence each. */
export async function runCommand(command: Command): Promise<void> {
  const { flags, rest } = command.takesSettings
    ? readFlags(process.argv.slice(2))
    : { flags: {}, rest: process.argv.slice(2) };
  const given = parse(command, rest);
  if (given === undefined) {
    process.exitCode = exit.usage;
    return;
  }
  if (given.values.help === true) {
    console.log(helpOf(command));
    return;
  }
  const out = given.values.json === true ? jsonOutput() : plainOutput();
  try {
    process.exitCode = await command.run({ options: given.values, files: given.positionals, flags, out });
  } catch (error) {
    const isMisused = error instanceof ConfigError || error instanceof UsageError;
    out.say(
      error instanceof UsageError ? 'usage' : 'failed',
      sentenceOf(error),
      error instanceof CityError ? { code: error.code, details: error.details } : {},
    );
    process.exitCode = isMisused ? exit.usage : exit.failed;
  }
}

function parse(command: Command, args: string[]) {
  const options = Object.entries({ ...command.options, json: jsonOption, help: helpOption });
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: Object.fromEntries(
        options.map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
      ),
    });
  } catch (error) {
    console.error(`${sentenceOf(error)}\n\n${helpOf(command)}`);
    return undefined;
  }
}

const jsonOption: Option = { type: 'boolean', help: 'speak JSON, one object a line' };
const helpOption: Option = { type: 'boolean', help: 'show this' };

function helpOf({ usage, summary, options, takesSettings }: Command): string {
  const rows = Object.entries({ ...options, json: jsonOption, help: helpOption }).map(
    ([name, { help, value }]) => `  --${name}${value === undefined ? '' : ` ${value}`}`.padEnd(30) + help,
  );
  const settings = takesSettings
    ? `\n\nSettings (environment variables, or flags of the same name):\n  ${settingNames.join(' ')}`
    : '';
  return `${summary}\n\n  ${usage}\n\n${rows.join('\n')}${settings}`;
}

function sentenceOf(error: unknown): string {
  if (error instanceof CityError) {
    const details = Object.entries(error.details).map(([name, value]) => `${name}: ${value}`);
    return [`${error.message} ${errorTable[error.code].nextEn}`, ...details].join(' · ');
  }
  if (error instanceof CityProblem) return [error.message, error.next ?? ''].join(' ').trimEnd();
  return error instanceof Error ? error.message : String(error);
}

const PROGRESS_EVERY = 2000;

function plainOutput(): Output {
  let last = 0;
  return {
    say: (_event, text) => console.log(text),
    progress: (task, done, total) => {
      const line = `${task} ${done.toLocaleString('en')} of ${total.toLocaleString('en')} ${barOf(done, total)}`;
      if (process.stderr.isTTY) process.stderr.write(`\r${line}${done >= total ? '\n' : ''}`);
      else if (done >= total || Date.now() - last > PROGRESS_EVERY) {
        last = Date.now();
        console.error(line);
      }
    },
  };
}

function barOf(done: number, total: number): string {
  const width = total === 0 ? 24 : Math.round((24 * done) / total);
  return `[${'='.repeat(width)}${' '.repeat(24 - width)}]`;
}

function jsonOutput(): Output {
  const write = (line: object): void => console.log(JSON.stringify(line));
  return {
    say: (event, text, facts = {}) => write({ event, text, ...facts }),
    progress: (task, done, total) => write({ event: 'progress', task, done, total }),
  };
}
