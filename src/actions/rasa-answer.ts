import { z } from 'zod'
import type { Json, Saying, Step } from '../conversation.ts'
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
  const outcome: Mutable = { slots: {}, steps: [], says: [], reads: [] }
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
  reads: string[]
}

const slotEvent = z.object({ name, value: json.optional() })
const namedEvent = z.object({ name: name.nullish() })
const botEvent = z.object({ text: z.string().min(1) })

/** What is not ours to do, such as a reminder, is left out and stands in the trace. */
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
