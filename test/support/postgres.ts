/** One PostgreSQL server for a whole test run; its address reaches the tests through vitest's provide. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startBundledServer } from '../../gateway/database/embedded.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

/** Starts the bundled server in a temporary folder and removes both at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'city-postgres-'));
  const server = await startBundledServer(folder);
  project.provide('postgresUrl', server.url);
  return async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  };
}
