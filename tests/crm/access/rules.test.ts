import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Event } from '../../../src/conversation.ts'
import { seesOf, type AgentsSee, type Asker } from '../../../src/crm/access/asker.ts'
import { maySee, seenAmong } from '../../../src/crm/access/may-see.ts'
import { roles, type Role } from '../../../src/crm/access/role.ts'
import { createTeam, joinTeam, removeTeam } from '../../../src/crm/access/teams.ts'
import { createAgent } from '../../../src/crm/agents.ts'
import { listConversations } from '../../../src/crm/conversations.ts'
import { run, type Database } from '../../../src/crm/database.ts'
import { checkLog } from '../../../src/crm/keeping/check-log.ts'
import { record, startConversation } from '../../../src/crm/log.ts'
import { databases, type TestStore } from '../../databases.ts'

const said: Event = { kind: 'customer-said', clientId: '1', text: 'hello' }
const askedFor: Event = { kind: 'handed-over', reason: 'asked' }

describe.each(databases)('who sees what on $name', ({ store }) => {
  let opened: TestStore
  let db: Database
  const ids = { me: '', mate: '', stranger: '', mine: '', other: '' }
  beforeAll(async () => {
    opened = await store()
    db = opened.db
    for (const name of ['me', 'mate', 'stranger'] as const) {
      ids[name] = (await createAgent(db, { name, email: `${name}@example.com`, role: 'agent' })).id
    }
    await db.write(function* () {
      ids.mine = (yield* createTeam('Returns')).id
      ids.other = (yield* createTeam('Sales')).id
      yield* joinTeam(ids.mine, ids.me)
      yield* joinTeam(ids.mine, ids.mate)
      yield* joinTeam(ids.other, ids.stranger)
    })
    const agent = (name: 'me' | 'mate' | 'stranger') => ({ id: ids[name], name })
    const team = (name: 'mine' | 'other') => ({ id: ids[name], name })
    const chats: Record<string, readonly Event[]> = {
      bot: [said],
      queue: [said, askedFor],
      'queue of mine': [said, { kind: 'sent-to-team', agent: agent('me'), team: team('mine') }],
      'queue of other': [said, { kind: 'sent-to-team', agent: agent('me'), team: team('other') }],
      'held by me': [said, { kind: 'claimed', agent: agent('me') }],
      'held by mate': [said, { kind: 'claimed', agent: agent('mate') }],
      'held by stranger': [said, { kind: 'claimed', agent: agent('stranger') }],
      'resolved by mate': [
        said,
        { kind: 'claimed', agent: agent('mate') },
        { kind: 'resolved', agent: agent('mate') },
      ],
      'resolved by stranger': [
        said,
        { kind: 'claimed', agent: agent('stranger') },
        { kind: 'resolved', agent: agent('stranger') },
      ],
    }
    for (const [id, events] of Object.entries(chats)) {
      const plain = id.replaceAll(' ', '-')
      await startConversation(db, { id: plain, visitor: 'v', channel: 'web', language: 'en' })
      await record(db, { conversation: plain, events })
      await db.write(() =>
        run(
          `insert into tickets (number, conversation, category, priority, subject, body, status,
             opened_at) values (?, ?, 'other', 'normal', '', '', 'open', '2026')`,
          `T-${plain}`,
          plain,
        ),
      )
    }
  })
  afterAll(() => opened.remove())

  const asker = (role: Role, agentsSee: AgentsSee = 'all'): Asker => ({
    id: ids.me,
    name: 'me',
    role,
    teams: [ids.mine],
    via: 'desk',
    sees: seesOf(role, agentsSee),
  })

  const everybodys = ['bot', 'queue', 'queue-of-mine', 'held-by-me']
  const theTeams = [...everybodys, 'held-by-mate', 'resolved-by-mate']
  const all = [...theTeams, 'queue-of-other', 'held-by-stranger', 'resolved-by-stranger']

  test.each([
    ['admin', 'own', all],
    ['supervisor', 'own', all],
    ['viewer', 'own', all],
    ['editor', 'all', []],
    ['agent', 'all', all],
    ['agent', 'team', theTeams],
    ['agent', 'own', everybodys],
  ] as const)('%s where agents see %s', async (role, agentsSee, expected) => {
    const me = asker(role, agentsSee)
    const page = await listConversations(db, { seen: maySee(me, 'conversation', 'conversations') })
    expect(page.conversations.map(({ id }) => id).toSorted()).toEqual(expected.toSorted())
    const tickets = await seenAmong(
      db,
      me,
      'ticket',
      all.map((id) => `T-${id}`),
    )
    expect([...tickets].toSorted()).toEqual(expected.map((id) => `T-${id}`).toSorted())
  })

  test('nobody sees more than a role says that is none', () => {
    expect(roles.map((role) => seesOf(role, 'own'))).toEqual(['all', 'all', 'own', 'none', 'all'])
    expect(seesOf('root' as Role, 'all')).toBe('none')
  })

  test('the log folds to the same owners and teams', async () => {
    expect(await checkLog(db)).toMatchObject({ broken: [], stale: [] })
  })

  test('what waited for a team that is gone waits for all', async () => {
    await db.write(() => removeTeam(ids.other))
    const seen = await seenAmong(db, asker('agent', 'own'), 'conversation', ['queue-of-other'])
    expect(seen.size).toBe(1)
  })
})
