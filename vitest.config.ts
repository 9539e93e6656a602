import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const include = ['tests/**/*.test.ts', 'tests/**/*.test.tsx']
/** They look at what a process has loaded, or has used of the processor. */
const alone = [
  'tests/nlp/compromise.test.ts',
  'tests/nlp/jieba.test.ts',
  'tests/training/hostile-files.test.ts',
]

const common = {
  // On a busy machine a browser can be late: in CI what is broken fails twice, elsewhere at once.
  retry: process.env['CI'] ? 1 : 0,
  testTimeout: 40_000,
  hookTimeout: 120_000,
}

export default defineConfig({
  test: {
    globalSetup: ['tests/set-up.ts'],
    // Many tests wait for a browser, a process or the disk: on a small machine, too, two go at once.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      // To load the same modules anew for each file would take a third of the time.
      { test: { ...common, name: 'together', include, exclude: alone, isolate: false } },
      { test: { ...common, name: 'alone', include: alone } },
    ],
  },
})
