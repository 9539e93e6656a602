import type { Json } from '../conversation.ts'
import type { Limits } from '../nlp/intent.ts'

export type Thresholds = Omit<Limits, 'outOfScope' | 'clauses'> & {
  /** Null: as measured on held-out messages. */
  readonly clauses: number | null
}

/** Rasa's own defaults. */
const DEFAULTS = { threshold: 0.3, ambiguity: 0.1, clauses: null }

/** What `FallbackClassifier` in the pipeline of config.yml asks for. */
export function readThresholds(pipeline: Json): Thresholds {
  const components: readonly Json[] = Array.isArray(pipeline) ? pipeline : []
  for (const component of components) {
    const settings = asObject(component)
    const name = settings['name']
    if (typeof name !== 'string' || !name.endsWith('FallbackClassifier')) continue
    return {
      threshold: share(settings['threshold'], DEFAULTS.threshold),
      ambiguity: share(settings['ambiguity_threshold'], DEFAULTS.ambiguity),
      clauses: share(settings['clause_threshold'], null),
    }
  }
  return DEFAULTS
}

function asObject(value: Json): { readonly [key: string]: Json } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  return value as { readonly [key: string]: Json }
}

function share<T extends number | null>(value: Json | undefined, otherwise: T): number | T {
  return typeof value === 'number' && value >= 0 && value <= 1 ? value : otherwise
}
