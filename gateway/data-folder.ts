/** The data folder: one running gateway at a time. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CityError } from './errors.ts';

/** SQLite's result code for what somebody else has locked. */
const SQLITE_BUSY = 5;

// A lock that nothing refers to any more would be collected, and given up with it.
const held = new Set<DatabaseSync>();

/**
 * Takes the folder (made where missing) for this process until `release`, or until the process ends however it ends:
 * the lock is the operating system's on the file `gateway.lock`, so it holds between containers that share a volume too.
 * @throws CityError DATA_DIR_IN_USE where another process has it.
 */
export function claimDataFolder(folder: string): { readonly release: () => void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(folder, 'gateway.lock'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    const isBusy = (error as { readonly errcode?: number }).errcode === SQLITE_BUSY;
    throw isBusy ? new CityError('DATA_DIR_IN_USE', { folder }, error) : error;
  }
  held.add(lock);
  const release = (): void => {
    held.delete(lock);
    lock.close();
  };
  return { release };
}
