import type { Entity, Language } from '../../conversation.ts'
import { type Token, normalise } from '../tokens.ts'
import { findWithCompromise } from './compromise.ts'
import { mayHoldDate } from './dates.ts'
import type { EntityData, EntityModel } from './entity-model.ts'
import { findPatterns } from './patterns.ts'
import { findPhrases } from './phrases.ts'
import { resolveOverlaps } from './resolve.ts'
import { findSystemEntities } from './system.ts'

/** Beyond this many UTF-16 units a message is a document: no entity is looked for there. */
const REACH = 16_384

/** Every entity of the message with exact offsets; none overlaps another. */
export function findEntities(
  message: { readonly text: string; readonly language: Language; readonly now?: Date },
  tokens: readonly Token[],
  model: EntityModel,
): Entity[] {
  const isLong = message.text.length > REACH
  const text = isLong ? message.text.slice(0, REACH) : message.text
  const normal = normalise(text)
  const { data } = model
  const found = findPatterns(normal, model.patterns).map((entity) => asWritten(entity, text))
  const near = isLong ? tokens.filter((token) => token.end <= REACH) : tokens
  for (const entity of findPhrases(normal, near, model.phrases)) found.push(entity)
  for (const entity of findSystemEntities(text, normal, message.now)) {
    if (model.replaced.has(entity.entity)) continue
    const name = data.names[entity.entity]
    found.push(name === undefined ? entity : { ...entity, entity: name })
  }
  if (message.language === 'en' && wantsCompromise(data.wanted, normal)) {
    for (const entity of findWithCompromise(text, data.wanted)) found.push(entity)
  }
  return resolveOverlaps(found).map((entity) => withSynonym(entity, text, model))
}

function wantsCompromise(wanted: EntityData['wanted'], normal: string): boolean {
  if (wanted.person !== undefined || wanted.place !== undefined) return true
  if (wanted.organisation !== undefined) return true
  return wanted.date !== undefined && mayHoldDate(normal)
}

function asWritten(entity: Entity, text: string): Entity {
  return { ...entity, value: text.slice(entity.start, entity.end) }
}

function withSynonym(entity: Entity, text: string, model: EntityModel): Entity {
  if (model.synonyms.size === 0 || typeof entity.value !== 'string') return entity
  const value =
    model.synonyms.get(normalise(text.slice(entity.start, entity.end))) ??
    model.synonyms.get(normalise(entity.value))
  return value === undefined ? entity : { ...entity, value }
}
