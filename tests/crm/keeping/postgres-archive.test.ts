import { describe, expect, test } from 'vitest'
import { postgresArchive } from '../../../src/crm/keeping/postgres-archive.ts'
import { databases } from '../../databases.ts'

const postgres = databases.filter(({ name }) => name === 'PostgreSQL')

describe.each(postgres)('the archive of $name', ({ store }) => {
  test('is as the server has it, its times as ISO 8601 or null', async () => {
    const { db, remove } = await store()
    const [server] = await db.all<{ mode: string; count: number }>(
      `select current_setting('archive_mode') as mode, archived_count as count from pg_stat_archiver`,
    )
    const { isOn, lastAt, failedAt } = await postgresArchive(db)
    expect(isOn).toBe(server?.mode !== 'off')
    expect(lastAt === null).toBe(server?.count === 0)
    for (const at of [lastAt, failedAt]) if (at !== null) expect(Date.parse(at)).not.toBeNaN()
    await remove()
  })
})
