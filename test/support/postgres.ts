/** One PostgreSQL server and one folder for a whole test run; both reach the tests through vitest's provide. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startBundledServer } from '../../gateway/database/embedded.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

/** Starts the bundled server in a temporary folder, and removes all at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'city-postgres-'));
  const server = await startBundledServer(join(folder, 'server'));
  project.provide('postgresUrl', server.url);
  project.provide('townFolder', join(folder, 'town'));
  mkdirSync(join(folder, 'town'));
  return async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  };
}
