import { randomUUID } from 'node:crypto'
import { actions } from '../src/actions/actions.ts'
import type { Json } from '../src/conversation.ts'
import { record, startConversation } from '../src/crm/log.ts'
import type { Stage } from '../src/training/play-conversation.ts'
import { loadCurrent, type ServingModel } from '../src/training/publish.ts'
import { createTakeTurn } from '../src/turn.ts'
import { sqlite } from './databases.ts'
import { world } from './people.ts'
import { models } from './parley-process.ts'

/** The day on which the conversations of the sample bot are set; see people.ts. */
const today = new Date('2026-11-20T10:00:00.000Z')

/** A store of its own with the tests' small world, and the turn on the sample bot's model. */
let trained: ServingModel | null = null

export async function setStage(): Promise<
  Stage & { model: ServingModel; strike(): Promise<void> }
> {
  const model = (trained ??= loadCurrent(models))
  if (!model) throw new Error('The sample bot is not trained: set-up.ts does that.')
  const store = await sqlite.store()
  await world(store.db)
  const broken: unknown[] = []
  const take = createTakeTurn({
    db: store.db,
    model: () => model,
    actions,
    now: () => today,
    report: (error) => broken.push(error),
  })
  return {
    model,
    bot: model.bot,
    start: (scene) => start(store.db, scene),
    takeTurn: async (message) => {
      const receipt = await take(message)
      // What broke inside a turn reads better as itself than as the hand-over it led to.
      if (broken.length > 0) throw broken.shift()
      return receipt
    },
    strike: store.remove,
  }
}

/** What a scene's metadata may say of the customer: `channel`, `locale`, `customer` (signed in). */
async function start(
  db: Parameters<typeof startConversation>[0],
  { slots, metadata }: Parameters<Stage['start']>[0],
): Promise<string> {
  const word = (key: string, usual: string): string =>
    typeof metadata[key] === 'string' ? metadata[key] : usual
  const { id } = await startConversation(db, {
    id: randomUUID(),
    visitor: 'a-visitor',
    channel: word('channel', 'test'),
    language: word('locale', 'en'),
  })
  const customer = word('customer', '')
  if (customer !== '') {
    const events = [{ kind: 'identified', customer, how: 'signed' } as const]
    await record(db, { conversation: id, events, at: today.toISOString() })
  }
  const steps = Object.entries(slots).map(([slot, value]: [string, Json]) => ({ slot, value }))
  if (steps.length > 0) {
    const events = [{ kind: 'decided', steps, trace: { model: 'fixture' } } as const]
    await record(db, { conversation: id, events, at: today.toISOString() })
  }
  return id
}
