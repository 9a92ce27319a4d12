/** A real Chromium for tests: the one that CHROMIUM_PATH names, else the one that npm brings, with the libraries it needs. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import chromium, { inflate } from '@sparticuz/chromium';
import { type Browser, chromium as launcher } from 'playwright-core';
import { fontEnvironment } from './fonts.ts';

/** In one process the browser ends with the first context that is closed, and the others let pages do what people's don't. */
const FOR_A_CLOUD = [
  '--single-process',
  '--no-zygote',
  '--disable-web-security',
  '--allow-running-insecure-content',
  '--disable-site-isolation-trials',
];

/** Opens a browser that has Chinese letters, with more arguments of Chromium's where there are any; the caller closes it. @throws where none starts on this machine. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const named = process.env.CHROMIUM_PATH;
  const ownEnvironment = { ...environment(), ...fontEnvironment() };
  if (named !== undefined)
    return launcher.launch({ executablePath: named, args: ['--no-sandbox', ...more], env: ownEnvironment });
  const { executablePath, libraries } = await unpackBrowser();
  return launcher.launch({
    executablePath,
    args: [...chromium.args.filter((one) => !FOR_A_CLOUD.includes(one)), ...more],
    env: { ...ownEnvironment, LD_LIBRARY_PATH: libraries },
  });
}

/** Unpacks the browser that npm brings where nobody has; not for two at once, for the second would start half a file. */
export async function unpackBrowser(): Promise<{ executablePath: string; libraries: string }> {
  const executablePath = await chromium.executablePath();
  // The package's libraries stand in where the machine has none of its own; on its own account it unpacks them in a cloud only.
  const packed = join(
    import.meta.dirname,
    '..',
    '..',
    'node_modules',
    '@sparticuz',
    'chromium',
    'bin',
    'al2023.tar.br',
  );
  return { executablePath, libraries: existsSync(packed) ? join(await inflate(packed), 'lib') : '' };
}

const environment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
