import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Event } from '../../src/conversation.ts'
import type { Database } from '../../src/crm/database.ts'
import { record, startConversation } from '../../src/crm/log.ts'
import { masked, pastMessages } from '../../src/crm/past-messages.ts'
import { type TestStore, databases } from '../databases.ts'

describe.each(databases)('past messages on $name', ({ store }) => {
  let opened: TestStore
  let db: Database
  beforeAll(async () => {
    opened = await store()
    db = opened.db
  })
  afterAll(() => opened.remove())

  test('are what customers wrote, once each, masked and in alphabetical order', async () => {
    const { id } = await startConversation(db, { visitor: 'v', channel: 'web', language: 'en' })
    const said = ['where is HP-10023?', 'where is HP-10042?', 'a@b.example is mine', '/greet', ' ']
    const events: Event[] = [
      ...said.map((text, n): Event => ({ kind: 'customer-said', clientId: `c${n}`, text })),
      { kind: 'customer-said', clientId: 'pressed', text: 'Yes', payload: '/affirm' },
      { kind: 'agent-said', clientId: 'a', text: 'Hello', agent: { id: 'mei', name: 'Mei' } },
      { kind: 'bot-said', text: 'Here it is.' },
    ]
    await record(db, { conversation: id, events })
    expect(await pastMessages(db)).toEqual(['@ is mine', 'where is HP-00000?'])
  })
})

test.each([
  ['call +44 20 7946 0958', 'call +00 00 0000 0000'],
  ['我的电话１３８，谢谢', '我的电话000，谢谢'],
  ['write to anna.berg@example.com, please', 'write to @, please'],
  ['see https://shop.example/o/17?k=a', 'see http'],
  ['my account is DE89 3704 0044 0532 0130 00', 'my account is DE00 0000 0000 0000 0000 00'],
  ['I am ａｎｎａ＠example.com', 'I am @'],
  ['the key is sk_live_4eC39HqLyjWDarjtT1zdp7dc', 'the key is key'],
  ['nothing to hide', 'nothing to hide'],
])('%s is masked', (text, expected) => {
  expect(masked(text)).toBe(expected)
})
