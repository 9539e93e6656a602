/** Which annotations the tagger is to learn, and whether it is wanted at all. */
import type { Json } from '../conversation.ts'
import type { EntityModel } from '../nlp/entities/entity-model.ts'
import { findHints } from '../nlp/entities/find-hints.ts'
import type { TaggerLabel } from '../nlp/entities/tagger.ts'
import { normalise, tokenise } from '../nlp/tokens.ts'
import { labelKey } from './learn-tagger.ts'
import type { Example } from './project.ts'

/** Fewer annotations teach nothing that the words themselves do not say. */
const FEWEST = 4

/** Where lists and patterns find this share of an entity's annotations, they are enough. */
const COVERED = 0.9

/** `model` has the lists and patterns of the same files. In the order of the files. */
export function taggerLabels(examples: readonly Example[], model: EntityModel): TaggerLabel[] {
  const counts = new Map<string, { label: TaggerLabel; annotated: number; found: number }>()
  for (const { text, entities } of examples) {
    if (entities.length === 0) continue
    const hints = findHints(normalise(text), tokenise(text), model)
    for (const { entity, role, group, start, end } of entities) {
      const label: TaggerLabel = {
        entity,
        ...(role !== undefined && { role }),
        ...(group !== undefined && { group }),
      }
      const key = labelKey(label)
      const count = counts.get(key) ?? { label, annotated: 0, found: 0 }
      counts.set(key, count)
      count.annotated++
      const isFound = hints.some(
        (hint) =>
          hint.entity === entity &&
          hint.start === start &&
          hint.end === end &&
          hint.role === role &&
          hint.group === group,
      )
      if (isFound) count.found++
    }
  }
  return [...counts.values()]
    .filter(({ annotated, found }) => annotated >= FEWEST && found < COVERED * annotated)
    .map(({ label }) => label)
}

/** Parts of a pipeline that learn entities, in Rasa's names. */
const learners = ['DIETClassifier', 'CRFEntityExtractor', 'MitieEntityExtractor']

/** A pipeline that names none of them, or has DIET leave entities alone, wants no tagger. */
export function wantsTagger(pipeline: Json): boolean {
  if (!Array.isArray(pipeline)) return true
  return (pipeline as readonly Json[]).some((part) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return false
    const { name, entity_recognition: recognises } = part as { readonly [key: string]: Json }
    return learners.some((learner) => learner === name) && recognises !== false
  })
}
