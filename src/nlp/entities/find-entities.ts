import type { Entity, Language } from '../../conversation.ts'
import { type Token, normalise } from '../tokens.ts'
import { findWithCompromise } from './compromise.ts'
import { mayHoldDate } from './dates.ts'
import type { EntityData, EntityModel } from './entity-model.ts'
import { findHints } from './find-hints.ts'
import { findFuzzy } from './fuzzy.ts'
import { findWithJieba } from './jieba.ts'
import { findPhrases } from './phrases.ts'
import { resolveOverlaps } from './resolve.ts'
import { findSystemEntities } from './system.ts'
import { tagEntities } from './tagger.ts'
import { taggerTokens } from './tagger-tokens.ts'

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
  const near = isLong ? tokens.filter((token) => token.end <= REACH) : tokens
  const hints = findHints(normal, near, model)
  const found = hints.map((entity) => asWritten(entity, text))
  for (const entity of findPhrases(normal, near, model.seen)) found.push(entity)
  if (data.phrases.length > 0) {
    for (const entity of findFuzzy(normal, near, model.fuzzy())) found.push(entity)
  }
  if (model.tagger) {
    const tagged = tagEntities(text, taggerTokens(normal, near), hints, model.tagger)
    for (const entity of tagged) add(found, entity)
  }
  for (const entity of findSystemEntities(text, normal, message.now)) {
    if (model.replaced.has(entity.entity)) continue
    const name = data.names[entity.entity]
    found.push(name === undefined ? entity : { ...entity, entity: name })
  }
  if (message.language === 'en') {
    const wanted = wantedHere(model, normal, found)
    if (Object.keys(wanted).length > 0) {
      for (const entity of findWithCompromise(text, wanted)) found.push(entity)
    }
  }
  if (message.language === 'zh' && wantsNames(data.wanted)) {
    for (const entity of findWithJieba(text, data.wanted)) found.push(entity)
  }
  return resolveOverlaps(found).map((entity) => withSynonym(entity, text, model))
}

/** What a list found already keeps its value, and takes the role that the tagger saw. */
function add(found: Entity[], tagged: Entity): void {
  const { entity, start, end, role, group, confidence } = tagged
  const same = found.findIndex(
    (one) => one.entity === entity && one.start === start && one.end === end,
  )
  if (same < 0) found.push(tagged)
  else if (role !== undefined || group !== undefined) {
    found[same] = {
      ...found[same]!,
      ...(role !== undefined && { role }),
      ...(group !== undefined && { group }),
      ...(confidence !== undefined && { confidence }),
    }
  }
}

/** A date is looked for again only where there may be one and none was found. */
function wantedHere(
  { data }: EntityModel,
  normal: string,
  found: readonly Entity[],
): EntityData['wanted'] {
  const { date, ...names } = data.wanted
  if (date === undefined || !mayHoldDate(normal)) return names
  const name = data.names['date'] ?? 'date'
  return found.some(({ entity }) => entity === name) ? names : data.wanted
}

function wantsNames({ person, place, organisation }: EntityData['wanted']): boolean {
  return person !== undefined || place !== undefined || organisation !== undefined
}

function asWritten(entity: Entity, text: string): Entity {
  if (entity.from !== 'pattern') return entity
  return { ...entity, value: text.slice(entity.start, entity.end) }
}

function withSynonym(entity: Entity, text: string, model: EntityModel): Entity {
  if (model.synonyms.size === 0 || typeof entity.value !== 'string') return entity
  const value =
    model.synonyms.get(normalise(text.slice(entity.start, entity.end))) ??
    model.synonyms.get(normalise(entity.value))
  return value === undefined ? entity : { ...entity, value }
}
