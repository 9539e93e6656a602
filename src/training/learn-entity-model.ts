/** All that serving needs to find entities, from what the files say and show. */
import { type EntityModel, readyEntities } from '../nlp/entities/entity-model.ts'
import { type EntityNames, learnEntities } from './learn-entities.ts'
import { learnTagger, type LearnTaggerOptions } from './learn-tagger.ts'
import type { NluData } from './project.ts'
import { taggerLabels, wantsTagger } from './tagger-labels.ts'

/** With this many annotations of an entity the tagger knows better than a list of them. */
const PLENTY = 50

export function learnEntityModel(
  data: NluData,
  names: EntityNames | undefined,
  options: LearnTaggerOptions,
): EntityModel {
  const listed = learnEntities(data, names)
  const plain = readyEntities(listed)
  const labels = wantsTagger(data.pipeline) ? taggerLabels(data.examples, plain) : []
  if (labels.length === 0) return plain
  const counts = new Map<string, number>()
  for (const { entities } of data.examples) {
    for (const { entity } of entities) counts.set(entity, (counts.get(entity) ?? 0) + 1)
  }
  const isLearned = (entity: string) =>
    (counts.get(entity) ?? 0) >= PLENTY && labels.some((label) => label.entity === entity)
  return readyEntities(
    { ...listed, seen: listed.seen.filter(({ entity }) => !isLearned(entity)) },
    learnTagger(data.examples, labels, plain, options),
  )
}
