import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    globalSetup: ['tests/set-up.ts'],
    // Many tests wait for a browser, a process or the disk: on a small machine, too, two go at once.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // On a busy machine a browser can be late: in CI what is broken fails twice, elsewhere at once.
    retry: process.env['CI'] ? 1 : 0,
    testTimeout: 40_000,
    hookTimeout: 120_000,
  },
})
