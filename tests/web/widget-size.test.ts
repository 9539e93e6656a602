import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { buildWebIfStale } from '../../src/server/build-web.ts'

test('the whole widget, its styles in it, takes at most 15 kB', async () => {
  await buildWebIfStale()
  const script = readFileSync('dist/web/widget.js')
  expect(gzipSync(script, { level: 9 }).byteLength).toBeLessThanOrEqual(15_000)
})

test('it is one script that leaves no name of its own behind and makes no markup from text', () => {
  const script = readFileSync('dist/web/widget.js', 'utf8')
  expect(script).toMatch(/^\(function\(\)\{/)
  expect(script).not.toMatch(/\b(import|export)\b[ {(]/)
  expect(script).not.toMatch(/insertAdjacentHTML|document\.write|\beval\(|new Function/)
  // Preact's one way to markup, which nothing of ours takes.
  expect(script.match(/\.innerHTML/g)?.length ?? 0).toBeLessThanOrEqual(3)
})
