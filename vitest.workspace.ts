import { defineConfig } from 'vitest/config'

/** Every package's tests in one run. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['packages/{contract,api,client}/src/**/*.test.ts', 'apps/{server/src,directory}/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['apps/server/faults/**/*.test.ts'],
          globalSetup: 'apps/server/faults/setup.ts',
          // One at a time: each keeps the machine busy by itself.
          sequence: { groupOrder: 2 },
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      'packages/ui/vitest.config.ts',
      'apps/console/vitest.config.ts',
      {
        test: {
          name: 'browser',
          // After the others: a browser that waits for its turn on the machine tells nothing.
          sequence: { groupOrder: 1 },
          include: ['packages/e2e/src/**/*.test.ts'],
          globalSetup: 'packages/e2e/src/support/global.ts',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
