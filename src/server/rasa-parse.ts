import type { Entity, Understanding } from '../conversation.ts'

/** An understanding as Rasa's `/model/parse` tells of it; offsets in code points, as Python counts. */
export function rasaParse(text: string, understanding: Understanding): object {
  const { ranking, doubt, entities, intent } = understanding
  const ranked = ranking.map(({ name, confidence }) => ({ name, confidence }))
  const top = { name: intent.name, confidence: intent.confidence }
  // What Rasa's FallbackClassifier does when the likeliest intent is not to be relied on.
  const isFallback = doubt !== undefined && intent.name !== 'out_of_scope'
  const fallback = { name: 'nlu_fallback', confidence: 1 - intent.confidence }
  return {
    text,
    intent: isFallback ? fallback : top,
    entities: entities.map((entity) => entityOf(text, entity)),
    intent_ranking: isFallback ? [fallback, ...ranked] : ranked,
  }
}

const extractors: Readonly<Record<Entity['from'], string>> = {
  pattern: 'RegexEntityExtractor',
  lookup: 'RegexEntityExtractor',
  tagger: 'DIETClassifier',
  system: 'DucklingEntityExtractor',
  compromise: 'SpacyEntityExtractor',
  jieba: 'SpacyEntityExtractor',
  payload: 'RegexMessageHandler',
}

function entityOf(text: string, found: Entity): object {
  const { entity, value, start, end, role, group, from, confidence } = found
  return {
    entity,
    start: codePoints(text, start),
    end: codePoints(text, end),
    value,
    extractor: extractors[from],
    ...(confidence !== undefined && { confidence_entity: confidence }),
    ...(role !== undefined && { role }),
    ...(group !== undefined && { group }),
  }
}

const codePoints = (text: string, end: number): number => Array.from(text.slice(0, end)).length
