import { describe, expect, test } from 'vitest'
import { openDatabase, run } from '../../src/crm/database.ts'
import { migrate } from '../../src/crm/migrate.ts'
import { migrations } from '../../src/crm/migrations.ts'
import { databases } from '../databases.ts'

const numbers = (db: { all: (sql: string) => Promise<unknown[]> }) =>
  db.all('select number from migrations order by number')
/** The last step before addresses of files were told from verified ones. */
const ONLY_VERIFIED = 16

const known = migrations.map((_, i) => ({ number: i + 1 }))

describe.each(databases)('migrations on $name', ({ place, store }) => {
  test('run once, from nothing, also when several open at once', async () => {
    const { url, remove } = await place()
    const opened = await Promise.all([openDatabase(url), openDatabase(url), openDatabase(url)])
    expect(await numbers(opened[0])).toEqual(known)
    await Promise.all(opened.map((db) => db.close()))
    const again = await openDatabase(url)
    expect(await numbers(again)).toEqual(known)
    await again.close()
    await remove()
  })

  test('a step that breaks leaves nothing of itself, and can be run again', async () => {
    const { db, remove } = await store()
    const broken = [
      ...migrations,
      () => 'create table half (id integer);\ninsert into nowhere values (1);',
    ]
    await expect(migrate(db, broken)).rejects.toThrow(/nowhere/)
    expect(await numbers(db)).toEqual(known)
    await expect(db.all('select * from half')).rejects.toThrow(/half/)
    await migrate(db, [...migrations, () => 'create table half (id integer)'])
    expect(await db.all('select * from half')).toEqual([])
    await remove()
  })

  test('what was imported passes for verified no more, unless somebody said so', async () => {
    const { db, remove } = await store()
    await db.write(function* () {
      yield* run('alter table customers drop column email_on_file')
      yield* run('alter table contacts drop column on_file')
      yield* run('delete from migrations where number > ?', ONLY_VERIFIED)
      for (const [id, verified] of [
        ['typed', 0],
        ['file', 1],
        ['proven', 1],
        ['sample', 1],
      ]) {
        yield* run(
          `insert into customers (id, name, email, email_key, phone, language, address, city, country,
             postcode, tier, since, email_verified) values (?, '', '', '', '', '', '', '', '', '', '', '', ?)`,
          id,
          verified,
        )
      }
      for (const [id, what, field] of [
        ['file', 'made', null],
        ['proven', 'made', null],
        ['proven', 'changed', 'emailVerified'],
      ]) {
        yield* run(
          `insert into record_changes (kind, record, version, at, by_kind, by_id, by_name, what, field, became)
           values ('customer', ?, 1, '', 'import', '', '', ?, ?, 'true')`,
          id,
          what,
          field,
        )
      }
    })
    await migrate(db, migrations.slice(0, ONLY_VERIFIED + 1))
    expect(
      await db.all(
        'select id, email_verified as verified, email_on_file as on_file from customers order by id',
      ),
    ).toEqual([
      { id: 'file', verified: 0, on_file: 1 },
      { id: 'proven', verified: 1, on_file: 1 },
      { id: 'sample', verified: 1, on_file: 1 },
      { id: 'typed', verified: 0, on_file: 0 },
    ])
    await remove()
  })

  test('a newer database is refused and not touched', async () => {
    const { url, db, remove } = await store()
    await db.write(() => run("insert into migrations (number, done_at) values (99, '')"))
    await expect(openDatabase(url)).rejects.toMatchObject({
      code: 'DatabaseIsNewer',
      message: expect.stringContaining('schema 99'),
    })
    expect(await numbers(db)).toEqual([...known, { number: 99 }])
    await remove()
  })
})
