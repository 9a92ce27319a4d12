import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/postgres.ts', 'test/support/unpack.ts'],
    hookTimeout: 60_000,
    // A page's test waits for its browser half of the time, and the other core stands idle.
    maxWorkers: '100%',
    testTimeout: 30_000,
  },
});
