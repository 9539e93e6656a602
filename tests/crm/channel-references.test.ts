import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  claimUntold,
  conversationsToTell,
  giveBackUntold,
  keepReference,
} from '../../src/crm/channel-references.ts'
import { record, startConversation } from '../../src/crm/log.ts'
import { eraseConversation } from '../../src/crm/privacy/erase-conversation.ts'
import { one } from '../../src/crm/database.ts'
import { databases, type TestStore } from '../databases.ts'

describe.each(databases)('what a channel is still to be told on $name', ({ store }) => {
  let opened: TestStore
  beforeAll(async () => {
    opened = await store()
  })
  afterAll(() => opened.remove())

  const reference = { user: { id: 'u', name: 'canary' } }

  test('is claimed once, and again when it was given back', async () => {
    const { db } = opened
    const { id } = await startConversation(db, { visitor: 'v', channel: 'x', language: 'en' })
    const say = () => record(db, { conversation: id, events: [{ kind: 'session-started' }] })
    await say()
    expect(await claimUntold(db, id)).toBeNull()
    await keepReference(db, id, reference)
    // What came before the channel was known.
    expect(await claimUntold(db, id)).toBeNull()
    await say()
    await say()
    await keepReference(db, id, { ...reference, locale: 'en' })
    expect(await conversationsToTell(db)).toEqual([id])
    const other = await opened.open()
    const claims = await Promise.all([claimUntold(db, id), claimUntold(other, id)])
    expect(claims.filter((claim) => claim !== null)).toEqual([
      { reference: { ...reference, locale: 'en' }, after: 1, until: 3 },
    ])
    expect(await conversationsToTell(db)).toEqual([])
    await giveBackUntold(
      db,
      id,
      claims.find((claim) => claim !== null)!,
    )
    expect(await conversationsToTell(db)).toEqual([id])

    const row = await db.write(() =>
      one<{ key: number }>('select key from conversations where id = ?', id),
    )
    await db.write(() => eraseConversation(Number(row!.key), new Date().toISOString()))
    expect(await conversationsToTell(db)).toEqual([])
    expect(await db.all('select id from conversations where reference like ?', '%canary%')).toEqual(
      [],
    )
  })
})
