/** The secret that opens the keystore: the operator's own file, or one made in the data folder. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { newToken } from '../ids.ts';

/** Reads KEYSTORE_SECRET_FILE; without it makes `keystore.secret` in the data folder, readable by its owner alone. */
export function readKeystoreSecret({
  KEYSTORE_SECRET_FILE,
  DATA_DIR,
}: Pick<Config, 'KEYSTORE_SECRET_FILE' | 'DATA_DIR'>): string {
  const file = KEYSTORE_SECRET_FILE ?? join(DATA_DIR, 'keystore.secret');
  if (!existsSync(file)) writeFileSync(file, newToken(32), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}
