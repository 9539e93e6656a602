import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../../../src/crm/database.ts'
import { mergeCustomers } from '../../../src/crm/duplicates/merge-customers.ts'
import { checkImport } from '../../../src/crm/import/check-import.ts'
import { addImport, keepCheck } from '../../../src/crm/import/imports.ts'
import { planImport } from '../../../src/crm/import/plan-import.ts'
import { runImport } from '../../../src/crm/import/run-import.ts'
import { eraseCustomer } from '../../../src/crm/privacy/erase-customer.ts'
import { exportPerson } from '../../../src/crm/privacy/export-person.ts'
import { databases, type TestStore } from '../../databases.ts'
import { world } from '../../people.ts'

const dir = mkdtempSync(join(tmpdir(), 'parley-'))
afterAll(() => rmSync(dir, { recursive: true }))
const mei = { kind: 'agent', id: 'a-mei', name: 'Mei Lin' } as const

describe.each(databases)('imports and merges of who is erased, on $name', ({ store }) => {
  let opened: TestStore
  let db: Database
  beforeEach(async () => {
    opened = await store()
    db = opened.db
    await world(db)
  })
  afterEach(() => opened.remove())

  async function imported(text: string) {
    const path = join(dir, 'file.csv')
    writeFileSync(path, text)
    const plan = await planImport(path, 'customers')
    const id = await addImport(db, { fileName: 'file.csv', plan, by: mei })
    await keepCheck(db, id, plan, await checkImport(db, path, plan))
    return { id, path }
  }

  test('nothing of them is left, and neither the file that waits nor their id come back', async () => {
    const rows =
      'id,name,email,tier\nC-8001,Zelda Quist,zelda@quist.example,gold\nC-8002,Zelda Qvist,z2@quist.example,gold\n' +
      'C-8003,Zelda Quist,zelda@quist.example,wrong\nC-8004,Otto,otto@example.com,gold\n'
    const { id, path } = await imported(rows)
    await runImport(db, id, path)
    const waiting = await imported(rows)
    await db.write(() =>
      mergeCustomers({
        keep: 'C-8001',
        gone: 'C-8002',
        take: [],
        by: mei,
        at: '2026-11-26T10:00:00.000Z',
      }),
    )
    const told = await exportPerson(db, 'C-8001')
    expect(told.imports).toMatchObject([{ record: 'C-8001', file: 'file.csv' }])
    expect(told.merges).toMatchObject([{ gone: 'C-8002' }])

    const { receipt } = await eraseCustomer(db, 'C-8001')
    expect(receipt.erased).toMatchObject({ merges: 1, import_refusals: 1 })
    const all = []
    for (const table of [
      'imports',
      'import_records',
      'import_refusals',
      'duplicates',
      'merges',
      'customers',
      'contacts',
      'record_changes',
    ]) {
      all.push(JSON.stringify(await db.all(`select * from ${table}`)))
    }
    for (const word of ['Quist', 'Qvist', 'quist.example', 'C-8001', 'C-8002']) {
      expect(all.filter((text) => text.includes(word))).toEqual([])
    }
    expect(all.join()).toContain('Otto')

    await expect(runImport(db, waiting.id, waiting.path)).rejects.toMatchObject({
      code: 'ImportBusy',
    })
    const again = await imported(rows)
    expect(await runImport(db, again.id, again.path)).toMatchObject({ made: 0, refused: 4 })
    const kinds = await db.all<{ reasons: string }>(
      'select reasons from import_refusals where import = ? order by line',
      again.id,
    )
    expect(
      kinds.map(({ reasons }) => (JSON.parse(reasons) as { kind: string }[])[0]?.kind),
    ).toEqual(['erased-before', 'erased-before', 'unknown-word', 'exists'])
  })
})
