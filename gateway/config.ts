/** Settings: read once from environment and flags, checked whole, frozen. */
import { join, resolve } from 'node:path';
import { findContradictions, readTls, type Tls } from './config/rules.ts';
import {
  describeFault,
  hostInUrl,
  type SettingName,
  type Settings,
  settingNames,
  settings,
} from './config/settings.ts';

export { settingNames };

export type Config = Readonly<
  Omit<Settings, 'SEED' | 'PUBLIC_URL' | 'DATA_DIR' | 'TLS_CERT' | 'TLS_KEY' | 'FACE'> & {
    SEED: 'town' | 'none';
    FACE: 'off' | 'embedded' | 'http';
    PUBLIC_URL: string;
    DATA_DIR: string;
    tls: Tls | undefined;
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

/** Where settings come from: flags win over the environment, of which an empty value counts as not set. */
export type ConfigSources = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly flags?: Readonly<Record<string, string>>;
  /** What else is wrong with how the gateway was called, to be told together with what is wrong with its settings. */
  readonly problems?: readonly string[];
};

/** @throws ConfigError with every problem found. */
export function readConfig({ environment, flags = {}, problems = [] }: ConfigSources): Config {
  const unknown = Object.keys(flags).filter((name) => !settingNames.includes(name as SettingName));
  const { given, faults } = readEach((name) => flags[name] ?? (environment[name] || undefined));
  const all = [
    ...problems,
    ...unknown.map((name) => `there is no setting ${name}`),
    ...[...faults].map(([name, fault]) => `${name} ${fault}`),
    ...findContradictions(given, new Set(faults.keys())),
  ];
  if (all.length > 0) throw new ConfigError(all);
  return Object.freeze(complete(given));
}

/** Every setting by itself; what is faulty is missing in `given`. */
function readEach(textOf: (name: SettingName) => string | undefined) {
  const given: Partial<Record<SettingName, unknown>> = {};
  const faults = new Map<SettingName, string>();
  for (const name of settingNames) {
    const { data, error } = settings.shape[name].safeParse(textOf(name), { error: describeFault });
    if (error === undefined) given[name] = data;
    else faults.set(name, error.issues[0]?.message ?? '');
  }
  return { given: given as Settings, faults };
}

function complete({ TLS_CERT, TLS_KEY, ...given }: Settings): Config {
  const tls = readTls({ TLS_CERT, TLS_KEY, ...given });
  const isEmbedded = given.LEDGER === 'embedded' && given.DATABASE_URL === undefined;
  const seed = given.SEED ?? (isEmbedded ? 'town' : 'none');
  const dataDir = resolve(given.DATA_DIR);
  const ownUrl = new URL(`${tls === undefined ? 'http' : 'https'}://${hostInUrl(given.HOST)}:${given.PORT}`);
  return {
    ...given,
    SEED: seed,
    FACE: given.FACE ?? (seed === 'town' ? 'embedded' : 'off'),
    PUBLIC_URL: given.PUBLIC_URL ?? ownUrl.origin,
    DATA_DIR: dataDir,
    LOG_DIR: given.LOG_DIR ?? join(dataDir, 'log'),
    tls,
  };
}
