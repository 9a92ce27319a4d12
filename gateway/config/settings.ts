/** Every setting by itself: its name, what it may be, and what it is where nobody says. */
import { existsSync, statSync } from 'node:fs';
import { isIP, isIPv6 } from 'node:net';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';

const DEFAULT_CITY_ID = 'https://wangcheng.invalid';

/** Ranges that proxy-addr, and with it Fastify's `trustProxy`, knows by name. */
const PROXY_RANGES: readonly string[] = ['loopback', 'linklocal', 'uniquelocal'];

/** Which proxies are believed: nobody, the nearest so many, or those of these addresses and networks. */
export type TrustedProxies = false | number | readonly string[];

const text = z.string().min(1);
const wholeNumber = z
  .string()
  .regex(/^\d{1,9}$/, 'must be a whole number')
  .transform(Number);
const origin = text.refine(isOrigin, 'must be an origin such as https://city.example, with nothing after it');
const issuer = text.refine(
  isIssuer,
  'must be an address such as https://people.example without user, query, fragment or a slash at its end',
);
const file = text.refine((path) => statSync(path, { throwIfNoEntry: false })?.isFile(), 'names no file');
const existingFolder = text.refine(
  (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory(),
  'names no folder',
);
const folder = text.refine(canBeFolder, 'names a file, or lies below one');

export const settings = z.object({
  HOST: text.refine(isHost, 'must be an IP address or the name of a host').default('127.0.0.1'),
  PORT: wholeNumber.pipe(z.number().max(65_535)).default(8080),
  DATA_DIR: folder.default('data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  LEDGER: z
    .enum(['embedded', 'evm'], {
      error: ({ input }) => (input === 'fabric' ? 'can’t be fabric: this version has no Fabric' : undefined),
    })
    .default('embedded'),
  LEDGER_URL: z.url({ protocol: /^(https?|wss?)$/ }).optional(),
  LEDGER_CONTRACTS: z
    .string()
    .regex(/^0x[0-9a-fA-F]{40}$/, 'must be the address of the Issuers contract')
    .optional(),
  LEDGER_CONFIRMATIONS: wholeNumber.pipe(z.number().min(1).max(1000)).default(1),
  LEDGER_PROFILE: text.optional(),
  SEED: z.enum(['town', 'none']).optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  CITY_ID: origin.default(DEFAULT_CITY_ID),
  PUBLIC_URL: origin.optional(),
  KEYSTORE_SECRET_FILE: file.optional(),
  PEOPLE_ISSUER: issuer.optional(),
  SIGN_IN_FILE: file.optional(),
  LOG_DIR: folder.optional(),
  TRUST_PROXY: text
    .refine(
      (value) => readProxies(value) !== undefined,
      'must be true, false, a number of proxies, or addresses',
    )
    .transform((value): TrustedProxies => readProxies(value) ?? false)
    .default(false),
  TLS_CERT: file.optional(),
  TLS_KEY: file.optional(),
  OFFICER_DAILY_CAP: wholeNumber.pipe(z.number().min(1).max(1000)).default(20),
  FACE: z.enum(['off', 'embedded', 'http']).optional(),
  FACE_MODEL_DIR: existingFolder.optional(),
  FACE_SERVICE_FILE: file.optional(),
});

export type Settings = z.infer<typeof settings>;
export type SettingName = keyof Settings;

/** Names of all settings; each is an environment variable and a flag (`--data-dir` or `--DATA_DIR`). */
export const settingNames = Object.keys(settings.shape) as readonly SettingName[];

/** A host as an address has it: IPv6 in brackets (RFC 3986 section 3.2.2). */
export const hostInUrl = (host: string): string => (isIPv6(host) ? `[${host}]` : host);

/** What is wrong with a setting. zod's own messages may repeat what was given, and a database address holds a password. */
export function describeFault(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`;
  return 'has not the form it must have';
}

function isHost(value: string): boolean {
  const isName = isIPv6(value) || /^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(value);
  return isName && URL.canParse(`http://${hostInUrl(value)}`);
}

function isOrigin(value: string): boolean {
  return /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value;
}

function isIssuer(value: string): boolean {
  if (isOrigin(value)) return true;
  const { origin: start, pathname } = URL.parse(value) ?? {};
  return /^https?:/.test(value) && !value.endsWith('/') && `${start}${pathname}` === value;
}

function canBeFolder(path: string): boolean {
  let place = resolve(path);
  while (!existsSync(place)) place = dirname(place);
  return statSync(place).isDirectory();
}

function readProxies(value: string): TrustedProxies | undefined {
  if (value === 'true') return 1;
  if (value === 'false' || value === '0') return false;
  if (/^\d{1,2}$/.test(value)) return Number(value);
  const addresses = value.split(',').map((one) => one.trim());
  return addresses.every(isNetwork) ? addresses : undefined;
}

function isNetwork(value: string): boolean {
  const [, address = value, bits] = /^(.*)\/(\d{1,3})$/.exec(value) ?? [];
  const version = isIP(address);
  return PROXY_RANGES.includes(value) || (version > 0 && Number(bits ?? 0) <= (version === 4 ? 32 : 128));
}
