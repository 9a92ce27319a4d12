/** Settings: read once from environment and flags, checked whole, frozen. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const DEFAULT_CITY_ID = 'https://wangcheng.invalid';

const text = z.string().min(1);
const origin = z
  .url({ protocol: /^https?$/ })
  .refine((value) => !value.endsWith('/'), 'must not end with a slash');
const file = text.refine((path) => existsSync(path), 'names no file');

const settings = z.object({
  HOST: text.default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  DATA_DIR: text.default('data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  LEDGER: z.enum(['embedded', 'evm', 'fabric']).default('embedded'),
  LEDGER_URL: z.url({ protocol: /^(https?|wss?)$/ }).optional(),
  LEDGER_CONTRACTS: z
    .string()
    .regex(/^0x[0-9a-fA-F]{40}$/, 'must be the address of the Issuers contract')
    .optional(),
  LEDGER_CONFIRMATIONS: z.coerce.number().int().min(1).max(1000).default(1),
  LEDGER_PROFILE: file.optional(),
  SEED: z.enum(['town', 'none']).optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  CITY_ID: origin.default(DEFAULT_CITY_ID),
  PUBLIC_URL: origin.optional(),
  KEYSTORE_SECRET_FILE: file.optional(),
  PEOPLE_ISSUER: origin.optional(),
  LOG_DIR: text.optional(),
  TRUST_PROXY: z.stringbool().default(false),
  TLS_CERT: file.optional(),
  TLS_KEY: file.optional(),
  FACE: z.enum(['off', 'embedded', 'http']).default('off'),
});

type Settings = z.infer<typeof settings>;

/** Names of all settings; each is an environment variable and a flag (`--data-dir` or `--DATA_DIR`). */
export const settingNames = Object.keys(settings.shape) as readonly (keyof Settings)[];

export type Config = Readonly<
  Omit<Settings, 'SEED' | 'PUBLIC_URL' | 'DATA_DIR' | 'TLS_CERT' | 'TLS_KEY'> & {
    SEED: 'town' | 'none';
    PUBLIC_URL: string;
    DATA_DIR: string;
    tls: { readonly cert: string; readonly key: string } | undefined;
  }
>;

/** All faults of the settings at once; `problems` are sentences that name settings and never show their values. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`the settings can't be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

/** Where settings come from: flags win over the environment. An empty value counts as not set. */
export type ConfigSources = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly flags?: Readonly<Record<string, string>>;
};

/** @throws ConfigError with every problem found. */
export function readConfig({ environment, flags = {} }: ConfigSources): Config {
  const given: Record<string, string> = {};
  for (const name of settingNames) {
    const value = flags[name] ?? environment[name];
    if (value !== undefined && value !== '') given[name] = value;
  }
  const unknown = Object.keys(flags).filter((name) => !settingNames.includes(name as keyof Settings));
  const parsed = settings.safeParse(given, { error: describeFault });
  const problems = [
    ...unknown.map((name) => `there is no setting ${name}`),
    ...(parsed.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) ?? []),
    ...(parsed.success ? findContradictions(parsed.data) : []),
  ];
  if (problems.length > 0 || !parsed.success) throw new ConfigError(problems);
  return Object.freeze(complete(parsed.data));
}

// zod's own messages may repeat what was given, and a database address holds a password.
const describeFault = (issue: z.core.$ZodRawIssue): string => {
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  if (issue.code === 'invalid_type') return `must be a ${issue.expected}`;
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`;
  if (issue.code === 'custom') return 'names no file, or ends with a slash';
  return 'has not the form it must have';
};

function findContradictions(given: Settings): string[] {
  const problems: string[] = [];
  const say = (found: boolean, problem: string): void => {
    if (found) problems.push(problem);
  };
  say(given.LEDGER === 'evm' && given.LEDGER_URL === undefined, 'LEDGER_URL is needed where LEDGER is evm');
  say(
    given.LEDGER === 'fabric' && given.LEDGER_PROFILE === undefined,
    'LEDGER_PROFILE is needed where LEDGER is fabric',
  );
  say(given.LEDGER !== 'evm' && given.LEDGER_URL !== undefined, 'LEDGER_URL is for LEDGER=evm');
  say(
    (given.TLS_CERT === undefined) !== (given.TLS_KEY === undefined),
    'TLS_CERT and TLS_KEY are given together or not at all',
  );
  say(given.FACE !== 'off', 'FACE can only be off: this version has no face matching');
  return problems;
}

function complete({ SEED, PUBLIC_URL, DATA_DIR, TLS_CERT, TLS_KEY, ...given }: Settings): Config {
  const tls =
    TLS_CERT === undefined || TLS_KEY === undefined
      ? undefined
      : { cert: readFileSync(TLS_CERT, 'utf8'), key: readFileSync(TLS_KEY, 'utf8') };
  const isEmbedded = given.LEDGER === 'embedded' && given.DATABASE_URL === undefined;
  const dataDir = resolve(DATA_DIR);
  return {
    ...given,
    SEED: SEED ?? (isEmbedded ? 'town' : 'none'),
    PUBLIC_URL: PUBLIC_URL ?? `${tls === undefined ? 'http' : 'https'}://${given.HOST}:${given.PORT}`,
    DATA_DIR: dataDir,
    LOG_DIR: given.LOG_DIR ?? join(dataDir, 'log'),
    tls,
  };
}

/** Splits `--name value` and `--name=value` into settings' flags by their setting's name, and what is left. */
export function readFlags(args: readonly string[]): { flags: Record<string, string>; rest: string[] } {
  const flags: Record<string, string> = {};
  const rest: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? '';
    const [, name, value] = /^--([A-Za-z][A-Za-z-_]*)(?:=(.*))?$/.exec(argument) ?? [];
    const setting = name?.toUpperCase().replaceAll('-', '_');
    if (setting === undefined || !settingNames.includes(setting as keyof Settings)) {
      rest.push(argument);
      continue;
    }
    flags[setting] = value ?? args[++index] ?? '';
  }
  return { flags, rest };
}
