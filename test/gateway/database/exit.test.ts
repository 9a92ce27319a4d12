import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';

const embedded = new URL('../../../gateway/database/embedded.ts', import.meta.url).href;

it('the bundled server leaves it to the process how and with which code it ends', async () => {
  const program = `
    await import('${embedded}');
    process.exitCode = ['exit', 'beforeExit', 'SIGTERM', 'SIGINT'].some((event) => process.listenerCount(event) > 0) ? 4 : 3;`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program]);
  expect(await once(child, 'exit')).toEqual([3, null]);
});
