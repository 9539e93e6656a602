import { whyNotPattern } from '../nlp/entities/patterns.ts'
import { type EntityNames, entityTest } from './learn-entities.ts'
import type { Finding, NluData } from './project.ts'

/** Regexes of entities that RE2 cannot run, each with its place and the reason. */
export function validatePatterns(data: NluData, names: EntityNames): Finding[] {
  const isEntity = entityTest(data, names)
  return data.regexes.flatMap(({ name, pattern, source }): Finding[] => {
    const message = isEntity(name) ? whyNotPattern(pattern) : null
    if (message === null) return []
    return [{ severity: 'error', file: source.file, line: source.line, column: 1, message }]
  })
}
