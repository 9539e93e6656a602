import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { searchFiles } from '../../../src/crm/keeping/search-files.ts'

const dir = mkdtempSync(join(tmpdir(), 'parley-search-'))
afterAll(() => rmSync(dir, { recursive: true }))

const MB = 1024 * 1024

test.each<[string, number, string, boolean]>([
  ['at the beginning', 0, 'Anna Berg\0', true],
  ['across two chunks', MB - 4, 'Anna Berg\0', true],
  ['at the end of a chunk', MB - 9, 'Anna Berg\0', true],
  ['at the end of the file', 3 * MB, 'Anna Berg', true],
  ['a number at the end of a chunk', MB - 8, 'HP-10023', true],
  ['a longer number', 100, 'HP-100234', false],
  ['a longer number across two chunks', MB - 8, 'HP-100234', false],
  ['a longer number, then the number', 10, 'HP-100234HP-10023', true],
  ['Chinese across two chunks', MB - 4, '王小明', true],
  ['half of it', 10, 'Anna Ber', false],
])('%s', (_name, at, text, isFound) => {
  const path = join(dir, 'file')
  writeFileSync(path, Buffer.concat([Buffer.alloc(at), Buffer.from(text)]))
  expect(searchFiles([path], ['Anna Berg', 'HP-10023', '王小明'])).toHaveLength(isFound ? 1 : 0)
})
