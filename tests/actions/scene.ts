import type { Action, Outcome } from '../../src/actions/action.ts'
import { actions } from '../../src/actions/actions.ts'
import type { Entity, Happening, Json, Tracker } from '../../src/conversation.ts'
import { type Conversation, findConversation } from '../../src/crm/conversations.ts'
import type { Database } from '../../src/crm/database.ts'
import { record, startConversation } from '../../src/crm/log.ts'
import { grammar } from '../../src/nlp/grammar/grammar.ts'
import type { TestStore } from '../databases.ts'
import { freshStore, world } from '../people.ts'

/** Anna's parcel is due in three days, Tom's six days late. */
export const now = new Date('2026-11-20T09:00:00.000Z')

/** What an action is to find: everything has a plain default. */
export type State = {
  readonly customer?: string | null
  readonly language?: string
  readonly slots?: Readonly<Record<string, Json>>
  readonly text?: string
  readonly intent?: string
  readonly doubt?: 'unsure'
  /** Entities of the latest message, by name. */
  readonly named?: Readonly<Record<string, Json>>
  /** The actions taken since that message. */
  readonly did?: readonly string[]
  readonly isUpset?: boolean
  readonly filled?: Readonly<Record<string, Json>>
  readonly at?: Date
  readonly turn?: string
}

export type Scene = {
  readonly db: Database
  readonly conversation: string
  /** Runs one action and writes its changes, as the turn would. */
  readonly act: (name: string, state?: State) => Promise<Outcome>
  readonly remove: () => Promise<void>
}

/** The small world in a store of its own, and one conversation in it. */
export async function scene(): Promise<Scene> {
  const store: TestStore = await freshStore()
  const { db } = store
  await world(db)
  const { id } = await startConversation(db, { visitor: 'v1', channel: 'test', language: 'en' })
  return {
    db,
    conversation: id,
    act: (name, state) => act(db, id, name, state),
    remove: store.remove,
  }
}

async function act(db: Database, id: string, name: string, state: State = {}): Promise<Outcome> {
  const action = actions[name] as Action
  const conversation = (await findConversation(db, id)) as Conversation
  const outcome = await action({
    tracker: trackerOf(id, state),
    db,
    now: state.at ?? now,
    turn: state.turn ?? 'turn-1',
    conversation,
    grammar: () => grammar(state.text ?? '', state.language ?? 'en'),
    ...(state.filled ? { filled: state.filled } : {}),
  })
  const changes = outcome.changes ?? []
  if (changes.length > 0) {
    await record(db, { conversation: id, events: [], changes, at: (state.at ?? now).toISOString() })
  }
  return outcome
}

export function trackerOf(conversation: string, state: State): Tracker {
  const intent = { name: state.intent ?? 'inform', confidence: 0.9 }
  const text = state.text ?? ''
  const entities = Object.entries(state.named ?? {}).map(([entity, value]): Entity => ({
    entity,
    value,
    start: 0,
    end: 0,
    from: 'pattern',
  }))
  const past: Happening[] = [
    { intent: intent.name, entities, text },
    ...(state.did ?? []).map((action) => ({ action })),
  ]
  return {
    conversation,
    seq: 2,
    heldBy: 'bot',
    agent: null,
    customer: state.customer ?? null,
    language: state.language ?? 'en',
    slots: state.slots ?? {},
    loop: null,
    latest: {
      text,
      understanding: {
        language: state.language ?? 'en',
        intent,
        ranking: [intent],
        ...(state.doubt ? { doubt: state.doubt } : {}),
        entities,
        sentiment: state.isUpset ? -0.9 : 0,
        isUpset: state.isUpset ?? false,
      },
    },
    past,
    misunderstood: 0,
    upset: state.isUpset ? 1 : 0,
  }
}

export const saidBy = (outcome: Outcome): string[] =>
  (outcome.says ?? []).map(({ response }) => response)

/** The first saying's fact of that name. */
export const fact = (outcome: Outcome, name: string): Json | undefined =>
  outcome.says?.[0]?.facts?.[name]
