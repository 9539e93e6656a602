import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { run, type Hint } from '../../../src/crm/database.ts'
import { record, startConversation } from '../../../src/crm/log.ts'
import { movable, type Movable } from '../../../src/crm/move/movable.ts'
import { databases, sqlite, type TestStore } from '../../databases.ts'

describe.each(databases)('a store that goes on as $name', (engine) => {
  let first: TestStore
  let next: TestStore
  let db: Movable
  beforeEach(async () => {
    first = await sqlite.store()
    next = await engine.store()
    db = movable(first.db)
  })
  afterEach(async () => {
    await db.close()
    await first.remove()
    await next.remove()
  })

  const put = (name: string) =>
    db.write(() => run('insert into samples_loaded (name, at) values (?, ?)', name, 'x'))
  const names = async () =>
    (await db.all<{ name: string }>('select name from samples_loaded order by name')).map(
      ({ name }) => name,
    )

  test('refuses writes while it is held, once those under way have ended, and reads on', async () => {
    const written = put('before')
    let isHeld = false
    const held = db.hold().then(() => (isHeld = true))
    await written
    await held
    expect(isHeld).toBe(true)
    await expect(put('meanwhile')).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'StoreUnavailable',
    })
    expect(await names()).toEqual(['before'])
    db.release()
    await put('after')
    expect(await names()).toEqual(['after', 'before'])
  })

  test('is the other one for whoever holds it, and they hear of what is new there', async () => {
    const heard: Hint[] = []
    const stop = db.watch((hint) => heard.push(hint))
    await db.hold()
    await db.goOnWith(next.db)
    expect(db).toMatchObject({
      engine: engine.name === 'SQLite' ? 'sqlite' : 'postgres',
      url: next.url,
    })
    const { id } = await startConversation(db, { visitor: 'v', channel: 'web', language: 'en' })
    await record(db, { conversation: id, events: [{ kind: 'session-started' }] })
    await expect.poll(() => heard.map(({ conversation }) => conversation)).toContain(id)
    stop()
    await expect(first.db.all('select 1')).rejects.toMatchObject({ code: 'StoreUnavailable' })
  })
})
