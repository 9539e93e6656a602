import type { Json } from '../conversation.ts'

type Facts = Readonly<Record<string, Json>>

/**
 * "Order {order_number}" → "Order HP-10023". Unknown names leave nothing behind. In one pass: a
 * value that holds braces itself is shown as it is.
 */
export function fill(template: string, facts: Facts): string {
  return template.replace(placeholder, (_, name: string) => shown(factOf(facts, name)))
}

/** As `fill`, but what stands inside the JSON of a payload stays one JSON string. */
export function fillPayload(payload: string, facts: Facts): string {
  return payload.replace(placeholder, (_, name: string) =>
    JSON.stringify(shown(factOf(facts, name))).slice(1, -1),
  )
}

/** Every string within a custom payload; a string that is one name alone becomes the value itself. */
export function fillDeeply(custom: Json, facts: Facts): Json {
  if (typeof custom === 'string') {
    const alone = whole.exec(custom)?.[1]
    return alone === undefined ? fill(custom, facts) : factOf(facts, alone)
  }
  if (custom === null || typeof custom !== 'object') return custom
  if (isList(custom)) return custom.map((item) => fillDeeply(item, facts))
  return Object.fromEntries(
    Object.entries(custom).map(([key, value]) => [key, fillDeeply(value, facts)]),
  )
}

// A name as slots have them; quotes and colons make it the JSON of a payload.
const placeholder = /\{([\p{L}\p{N}_][\p{L}\p{N}_.-]*)\}/gu
const whole = /^\{([\p{L}\p{N}_][\p{L}\p{N}_.-]*)\}$/u

const factOf = (facts: Facts, name: string): Json =>
  Object.hasOwn(facts, name) ? (facts[name] ?? null) : null

function shown(value: Json): string {
  if (value === null) return ''
  if (isList(value)) return value.map(shown).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)
