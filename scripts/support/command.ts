/** What every command shares: --help, --json, progress, and exit codes that mean something. */
import { type Config, ConfigError, readConfig, settingNames } from '../../gateway/config.ts';
import { CityError, errorTable } from '../../gateway/errors.ts';
import { CityProblem } from '../../sdk/client/problem.ts';
import { type Arguments, type Option, type Options, readArguments } from './arguments.ts';

/** Exit codes: done, done but something doesn't hold, can't be done, used wrongly. */
export const exit = { done: 0, doesNotHold: 1, failed: 2, usage: 64 } as const;

export type ExitCode = (typeof exit)[keyof typeof exit];

export type Given = {
  readonly options: Options;
  readonly files: readonly string[];
  readonly out: Output;
};

type Described = {
  /** As it is typed, for example `npm run audit --`. */
  readonly usage: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, Option>>;
  /** True where words may stand beside the options: files, names. */
  readonly takesFiles?: boolean;
};

/** A command; one that takes the gateway's settings is given them checked. */
export type Command = Described &
  (
    | { readonly takesSettings?: false; readonly run: (given: Given) => Promise<ExitCode> }
    | {
        readonly takesSettings: true;
        readonly run: (given: Given & { readonly config: Config }) => Promise<ExitCode>;
      }
  );

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

const jsonOption: Option = { type: 'boolean', help: 'speak JSON, one object a line' };
const helpOption: Option = { type: 'boolean', help: 'show this' };

/**
 * Runs a command and sets the process's exit code; faults are told in one sentence each. With --json everything that it
 * says is one JSON object a line on standard output, whatever is wrong.
 */
export async function runCommand(command: Command): Promise<void> {
  const { takesSettings = false, takesFiles = false } = command;
  const options = { ...command.options, json: jsonOption, help: helpOption };
  const read = readArguments(process.argv.slice(2), { options, takesSettings, takesWords: takesFiles });
  const out = read.options.json === true ? jsonOutput() : plainOutput();
  try {
    process.exitCode = await run(command, read, out);
  } catch (error) {
    const isMisused = error instanceof ConfigError || error instanceof UsageError;
    out.say(error instanceof UsageError ? 'usage' : 'failed', sentenceOf(error), factsOf(error));
    process.exitCode = isMisused ? exit.usage : exit.failed;
  }
}

async function run(command: Command, read: Arguments, out: Output): Promise<ExitCode> {
  const { options, words: files, flags, problems } = read;
  if (options.help === true) {
    out.say('help', helpOf(command), { usage: command.usage });
    return exit.done;
  }
  const given = { options, files, out };
  if (command.takesSettings)
    return await command.run({ ...given, config: readConfig({ environment: process.env, flags, problems }) });
  if (problems.length === 0) return await command.run(given);
  out.say('usage', `${problems.join('\n')}\n\n${helpOf(command)}`, { problems });
  return exit.usage;
}

function factsOf(error: unknown): Readonly<Record<string, unknown>> {
  if (error instanceof CityError) return { code: error.code, details: error.details };
  return error instanceof ConfigError ? { problems: error.problems } : {};
}

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
