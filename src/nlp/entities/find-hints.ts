import type { Entity } from '../../conversation.ts'
import type { Token } from '../tokens.ts'
import type { EntityModel } from './entity-model.ts'
import { findPatterns } from './patterns.ts'
import { findPhrases } from './phrases.ts'

/** What the team's patterns and lists find: entities of their own, and hints for the tagger. */
export function findHints(normal: string, tokens: readonly Token[], model: EntityModel): Entity[] {
  const found = findPatterns(normal, model.patterns)
  for (const entity of findPhrases(normal, tokens, model.phrases)) found.push(entity)
  return found
}
