/** A real Chromium for tests: the one that CHROMIUM_PATH names, else the one that npm brings, with the libraries it needs. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import chromium, { inflate } from '@sparticuz/chromium';
import { type Browser, chromium as launcher } from 'playwright-core';

/** Opens a browser; the caller closes it. @throws where none starts on this machine. */
export async function openBrowser(): Promise<Browser> {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined) return launcher.launch({ executablePath: named, args: ['--no-sandbox'] });
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
  const libraries = existsSync(packed) ? join(await inflate(packed), 'lib') : '';
  const env = { ...environment(), LD_LIBRARY_PATH: libraries };
  return launcher.launch({ executablePath, args: chromium.args, env });
}

const environment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
