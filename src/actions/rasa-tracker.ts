import type { Entity, Happening, Json, Tracker } from '../conversation.ts'
import type { ActionContext } from './action.ts'

/** A conversation as the Rasa SDK's protocol tells of it (its `Tracker.current_state`). */
export function rasaTracker(context: ActionContext): Json {
  const { tracker, conversation, filled = {}, now, turn } = context
  const { latest } = tracker
  const timestamp = now.getTime() / 1000
  const candidates = Object.entries(filled)
  const actions = tracker.past.flatMap((one) => ('action' in one ? [one.action] : []))
  return {
    sender_id: tracker.conversation,
    slots: { ...tracker.slots, ...filled },
    latest_message: {
      intent: intentOf(tracker),
      intent_ranking: (latest?.understanding.ranking ?? []).map(({ name, confidence }) => ({
        name,
        confidence,
      })),
      entities: (latest?.understanding.entities ?? []).map(entityOf),
      text: latest?.text ?? null,
      message_id: turn,
      metadata: { customer: tracker.customer, language: tracker.language },
    },
    latest_event_time: timestamp,
    followup_action: null,
    paused: tracker.heldBy !== 'bot',
    events: [
      ...tracker.past.flatMap((happening) => eventsOf(happening, timestamp)),
      // Last, as the SDK's form validation checks the slots that were set since anything else.
      ...candidates.map(([name, value]) => ({ event: 'slot', timestamp, name, value })),
    ],
    latest_input_channel: conversation.channel,
    active_loop: tracker.loop === null ? {} : { name: tracker.loop, rejected: false },
    latest_action_name: actions.at(-1) ?? 'action_listen',
    latest_action: { action_name: actions.at(-1) ?? 'action_listen' },
  }
}

function intentOf({ latest }: Tracker): Json {
  const { name = null, confidence = 0 } = latest?.understanding.intent ?? {}
  return { name, confidence }
}

function eventsOf(happening: Happening, timestamp: number): Json[] {
  if ('intent' in happening) {
    const { intent, entities, text } = happening
    const heard = {
      event: 'user',
      timestamp,
      text,
      parse_data: { intent: { name: intent }, entities: entities.map(entityOf), text },
    }
    return [{ event: 'action', timestamp, name: 'action_listen' }, heard]
  }
  if ('action' in happening) return [{ event: 'action', timestamp, name: happening.action }]
  if ('slot' in happening) {
    return [{ event: 'slot', timestamp, name: happening.slot, value: happening.value }]
  }
  return 'loop' in happening ? [{ event: 'active_loop', timestamp, name: happening.loop }] : []
}

const entityOf = ({ entity, value, start, end, role, group }: Entity): Json => ({
  entity,
  value,
  start,
  end,
  ...(role !== undefined && { role }),
  ...(group !== undefined && { group }),
})
