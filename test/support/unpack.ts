/** What test files that run beside each other share is unpacked and written before the first of them begins. */
import { unpackBrowser } from './browser.ts';
import { writeFontList } from './fonts.ts';

/** The browser that npm brings, and the list of its fonts. */
export async function setup(): Promise<void> {
  writeFontList();
  if (process.env.CHROMIUM_PATH === undefined) await unpackBrowser();
}
