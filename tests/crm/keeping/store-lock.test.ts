import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { holdStoreAlone, shareStore } from '../../../src/crm/keeping/store-lock.ts'

test('where no lock can be made the file is named, and what to check', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-lock-'))
  const path = join(folder, 'missing', 'parley.db')
  const problem = {
    code: 'StoreUnavailable',
    message: expect.stringMatching(/parley\.db-lock: .*Check that this user may write there/),
  }
  await expect(shareStore(path)).rejects.toMatchObject(problem)
  expect(() => holdStoreAlone(path)).toThrow(expect.objectContaining(problem))
  rmSync(folder, { recursive: true })
})
