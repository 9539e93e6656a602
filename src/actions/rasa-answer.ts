import { z } from 'zod'
import type { Json, Saying, Step } from '../conversation.ts'
import type { Change } from '../crm/change.ts'
import type { Outcome } from './action.ts'

const json: z.ZodType<Json> = z.json()
const name = z.string().min(1).max(1_000)

const event = z.looseObject({ event: z.string() })
const button = z.looseObject({ title: z.string(), payload: z.string().nullish() })
const response = z.looseObject({
  text: z.string().nullish(),
  response: name.nullish(),
  template: name.nullish(),
  buttons: z.array(button).nullish(),
  image: z.string().nullish(),
  custom: json.nullish(),
})

const answer = z.object({
  events: z.array(event).max(1_000).nullish(),
  responses: z.array(response).max(100).nullish(),
})

/** Throws an Error that says in which field an action server's answer is not as the SDK's are. */
export function rasaAnswer(body: unknown): Outcome {
  const { events, responses } = fieldsOf(answer, body)
  const outcome: Mutable = { slots: {}, steps: [], says: [], changes: [], reads: [] }
  for (const said of responses ?? []) outcome.says.push(sayingOf(said))
  for (const happened of events ?? []) take(happened, outcome)
  return outcome
}

function fieldsOf<T>(schema: z.ZodType<T>, given: unknown): T {
  const read = schema.safeParse(given)
  if (read.success) return read.data
  const { path, message } = read.error.issues[0]!
  throw new Error(
    `The action server's answer is wrong at ${path.join('.') || 'its top'}: ${message}`,
  )
}

type Mutable = { -readonly [K in keyof Outcome]: Outcome[K] } & {
  slots: Record<string, Json>
  steps: Step[]
  says: Saying[]
  changes: Change[]
  reads: string[]
}

const slotEvent = z.object({ name, value: json.optional() })
const namedEvent = z.object({ name: name.nullish() })
const botEvent = z.object({ text: z.string().min(1) })

const entities = z.union([
  z.record(z.string(), json),
  z.array(z.object({ entity: name, value: json })).transform(byName),
])
/** Without an offset a time is the local one, as with Rasa. */
const time = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'it is not a time')
const reminderEvent = z.object({
  intent: name,
  name: name.nullish(),
  entities: entities.nullish(),
  date_time: time,
  kill_on_user_msg: z.boolean().nullish(),
})
const cancelEvent = z.object({
  intent: name.nullish(),
  name: name.nullish(),
  entities: entities.nullish(),
})

function byName(list: readonly { entity: string; value: Json }[]): Record<string, Json> {
  return Object.fromEntries(list.map(({ entity, value }) => [entity, value]))
}

/** What is not ours to do, such as exporting the events, is left out and stands in the trace. */
function take(happened: z.output<typeof event>, outcome: Mutable): void {
  const { event: kind } = happened
  switch (kind) {
    case 'slot': {
      const { name: slot, value = null } = fieldsOf(slotEvent, happened)
      outcome.slots[slot] = value
      return
    }
    case 'active_loop':
    case 'form':
      outcome.steps.push({ loop: fieldsOf(namedEvent, happened).name ?? null })
      return
    case 'followup': {
      const { name: action } = fieldsOf(namedEvent, happened)
      if (action) outcome.followUp = action
      return
    }
    case 'action_execution_rejected':
      outcome.isRejected = true
      return
    case 'bot': {
      const read = botEvent.safeParse(happened)
      if (read.success) outcome.says.push({ response: '', words: { text: read.data.text } })
      return
    }
    // Both are changes, because an answer may cancel what stands and set it anew: the order counts.
    case 'reminder':
      outcome.changes.push(setReminder(fieldsOf(reminderEvent, happened), outcome.changes.length))
      return
    case 'cancel_reminder':
      outcome.changes.push(cancelReminders(fieldsOf(cancelEvent, happened)))
      return
    case 'restart':
      outcome.steps.push({ action: 'action_restart', by: 'session' })
      return
    case 'undo':
    case 'rewind':
      outcome.steps.push({ action: 'action_back', by: 'session' })
      return
    // Silent until a person gives the conversation back: what pausing is for.
    case 'pause':
      outcome.handOver = { reason: 'asked' }
      return
    default:
      outcome.reads.push(`action server: the event ${kind.slice(0, 50)} is left out`)
  }
}

/** `at` is its place among the changes: those without a name must not replace one another. */
function setReminder(given: z.output<typeof reminderEvent>, at: number): Change {
  const time = new Date(given.date_time).toISOString()
  const reminder = {
    name: given.name ?? `${given.intent} ${time} ${at}`,
    intent: given.intent,
    entities: given.entities ?? {},
    at: time,
    outlivesMessages: given.kill_on_user_msg === false,
  }
  return { do: 'set-reminder', reminder }
}

function cancelReminders(given: z.output<typeof cancelEvent>): Change {
  return {
    do: 'cancel-reminders',
    ...(given.name && { name: given.name }),
    ...(given.intent && { intent: given.intent }),
    ...(given.entities && { entities: given.entities }),
  }
}

/** Words of its own, or a response of the domain with facts; what is given beside it wins. */
function sayingOf(given: z.output<typeof response>): Saying {
  const { text, response: by, template, buttons, image, custom, ...facts } = given
  const { elements: _elements, attachment: _attachment, ...more } = facts
  const own = {
    ...(text && { text }),
    ...(image && { image }),
    ...(custom !== null && custom !== undefined && !isEmpty(custom) && { custom }),
  }
  const pressed = (buttons ?? []).map(({ title, payload }) => ({
    title,
    payload: payload ?? title,
  }))
  const said = by ?? template
  if (!said) {
    return { response: '', words: { ...own, ...(pressed.length > 0 && { buttons: pressed }) } }
  }
  return {
    response: said,
    facts: more as Record<string, Json>,
    ...(Object.keys(own).length > 0 && { words: own }),
    ...(pressed.length > 0 && { buttons: pressed }),
  }
}

const isEmpty = (custom: Json): boolean =>
  typeof custom === 'object' && custom !== null && Object.keys(custom).length === 0
