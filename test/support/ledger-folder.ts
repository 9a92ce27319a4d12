/** A ledger and its keys in a temporary folder; loads without the test runner. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Keys } from '../../gateway/keys/keys.ts';
import { openLocalKeys } from '../../gateway/keys/local.ts';
import { type OpenLedger, openLedger } from '../../gateway/ledger/open-ledger.ts';

/** A temporary folder; `remove` deletes it with all that is in it. */
export function makeFolder(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'city-test-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Keys of a test in its folder. */
export const openTestKeys = (folder: string): Keys =>
  openLocalKeys({ file: join(folder, 'keystore'), secret: 'test' });

/** The embedded ledger in `folder`, with its registers. */
export const openEmbeddedLedger = (folder: string, keys: Keys): Promise<OpenLedger> =>
  openLedger({
    config: {
      LEDGER: 'embedded',
      DATA_DIR: folder,
      LEDGER_URL: undefined,
      LEDGER_CONTRACTS: undefined,
      LEDGER_CONFIRMATIONS: 1,
    },
    keys,
  });
