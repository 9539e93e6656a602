/**
 * `npm test`: finds or installs a Chromium, then runs vitest with whatever arguments follow. The
 * last line is the plain count, `N passed, N failed`.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { findChromium } from './chromium.ts'

const totals = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
})

const report = 'test-results/vitest.json'
mkdirSync('test-results', { recursive: true })

const chromium = await findChromium()
if (!chromium)
  console.log('Skipping the browser tests: no Chromium was found or could be installed.')

const vitest = spawn(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit', env: { ...process.env, ...(chromium ? { CHROMIUM: chromium } : {}) } },
)

vitest.on('exit', (code) => {
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = totals.parse(
    JSON.parse(readFileSync(report, 'utf8')),
  )
  // A file that does not load, or whose set-up breaks, has no failed test, but has failed.
  const brokenFiles = testResults.filter(
    (file) =>
      file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'),
  ).length
  const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : ''
  console.log(`${numPassedTests} passed, ${numFailedTests + brokenFiles} failed${skipped}`)
  process.exitCode = code ?? 1
})
