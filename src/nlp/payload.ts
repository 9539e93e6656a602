import type { Entity, Json } from '../conversation.ts'

/**
 * `/inform{"order_number":"HP-10023"}` → the intent and its entities; null for other text. A
 * list gives one entity an item. A JSON part that is broken is left out, as Rasa does.
 */
export function readPayload(text: string): { intent: string; entities: Entity[] } | null {
  if (!text.startsWith('/')) return null
  const brace = text.indexOf('{')
  const head = (brace < 0 ? text : text.slice(0, brace)).trim()
  const name = /^\/([^\s{}@]{1,200})(?:@[\d.]{1,10})?$/.exec(head)?.[1]
  if (name === undefined) return null
  const rest = brace < 0 ? '' : text.slice(brace).trim()
  if (rest !== '' && !rest.endsWith('}')) return null
  return { intent: name, entities: rest === '' ? [] : readEntities(rest) }
}

function readEntities(written: string): Entity[] {
  let parsed: Json
  try {
    parsed = JSON.parse(written) as Json
  } catch {
    return []
  }
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) return []
  return Object.entries(parsed).flatMap(([entity, value]: [string, Json]) =>
    (Array.isArray(value) ? (value as readonly Json[]) : [value]).map((item) => ({
      entity,
      value: item,
      // A payload stands for what was pressed; nothing in the message's text was found.
      start: 0,
      end: 0,
      from: 'payload' as const,
      confidence: 1,
    })),
  )
}
