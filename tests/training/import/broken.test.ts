import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Problem } from '../../../src/problem.ts'
import { errorsOf, type Files, imported } from './imported.ts'
import { rows } from './rows.ts'

/** One value somewhere within, replaced. */
function spoilt(value: unknown, path: readonly number[], by: unknown): unknown {
  const [step = 0, ...rest] = path
  if (Array.isArray(value) && value.length > 0 && path.length > 0) {
    const at = step % value.length
    return value.map((one: unknown, n) => (n === at ? spoilt(one, rest, by) : one))
  }
  if (typeof value === 'object' && value !== null && !Buffer.isBuffer(value) && path.length > 0) {
    const entries = Object.entries(value)
    const at = step % Math.max(entries.length, 1)
    return Object.fromEntries(
      entries.map(([key, one], n) => [key, n === at ? spoilt(one, rest, by) : one]),
    )
  }
  return by
}

/** Letters cut out of a text, or others put in. */
function scratched(text: string, at: number, length: number, by: string): string {
  const from = at % Math.max(text.length, 1)
  return text.slice(0, from) + by + text.slice(from + length)
}

const wrong = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    '',
    '{',
    '[x](y)',
    '__proto__',
    -1,
    1e308,
    [[]],
    {},
    null,
    '@',
    '%[',
    '\u0000',
    '\uD800',
  ),
)

test.each(rows)(
  'a $kind source with something wrong in it is no bug',
  { timeout: 600_000 },
  async ({ kind, files }) => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(50),
        fc.array(fc.nat(30), { minLength: 1, maxLength: 9 }),
        wrong,
        fc.string({ maxLength: 3 }),
        async (which, path, by, letters) => {
          const names = Object.keys(files)
          const name = names[which % names.length]!
          const content = files[name]
          const changed =
            typeof content === 'string'
              ? scratched(content, path[0]! * 7, path[1] ?? 1, letters)
              : spoilt(content, path, by)
          const spoiltFiles: Files = {
            ...files,
            [name]: typeof changed === 'string' ? changed : JSON.stringify(changed),
          }
          try {
            expect(errorsOf(await imported(spoiltFiles, kind))).toEqual([])
          } catch (error) {
            if (!(error instanceof Problem)) throw error
          }
        },
      ),
      { numRuns: Number(process.env['IMPORT_RUNS'] ?? 10), seed: 7 },
    )
  },
)
