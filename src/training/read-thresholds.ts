import type { Json } from '../conversation.ts'
import type { Limits } from '../nlp/intent.ts'

/** Rasa's own defaults. */
const DEFAULTS = { threshold: 0.3, ambiguity: 0.1 }

/** What `FallbackClassifier` in the pipeline of config.yml asks for. */
export function readThresholds(pipeline: Json): Omit<Limits, 'outOfScope'> {
  const components: readonly Json[] = Array.isArray(pipeline) ? pipeline : []
  for (const component of components) {
    const settings = asObject(component)
    const name = settings['name']
    if (typeof name !== 'string' || !name.endsWith('FallbackClassifier')) continue
    return {
      threshold: share(settings['threshold'], DEFAULTS.threshold),
      ambiguity: share(settings['ambiguity_threshold'], DEFAULTS.ambiguity),
    }
  }
  return DEFAULTS
}

function asObject(value: Json): { readonly [key: string]: Json } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  return value as { readonly [key: string]: Json }
}

function share(value: Json | undefined, otherwise: number): number {
  return typeof value === 'number' && value >= 0 && value <= 1 ? value : otherwise
}
