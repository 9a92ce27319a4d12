/** The data folder: one running gateway at a time. */
import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { CityError } from './errors.ts';

/**
 * Takes the folder (made where missing) for this process until `release`, or until the process ends however it ends.
 * @throws CityError DATA_DIR_IN_USE where another process has it.
 */
export async function claimDataFolder(folder: string): Promise<{ readonly release: () => Promise<void> }> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32);
  const server = createServer().unref();
  await new Promise<void>((taken, refused) => {
    server.once('error', (error) => refused(new CityError('DATA_DIR_IN_USE', { folder }, error)));
    server.listen(socketOf(name), () => taken());
  });
  return { release: () => close(server) };
}

// Sockets that vanish with their process: a lock file would outlive a kill.
function socketOf(name: string): string {
  return process.platform === 'win32' ? `\\\\.\\pipe\\city-${name}` : `\0city-${name}`;
}

const close = (server: Server): Promise<void> => new Promise((done) => server.close(() => done()));
