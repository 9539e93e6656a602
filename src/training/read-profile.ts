import type { Json } from '../conversation.ts'
import type { Profile } from './recipe.ts'

/** The `profile` that a part of the pipeline in config.yml asks for; null when none does. */
export function readProfile(pipeline: Json): Profile | null {
  const parts: readonly Json[] = Array.isArray(pipeline) ? pipeline : []
  for (const part of parts) {
    if (typeof part !== 'object' || part === null || !('profile' in part)) continue
    if (isProfile(part['profile'])) return part['profile']
  }
  return null
}

export function isProfile(value: Json | undefined): value is Profile {
  return value === 'fast' || value === 'best'
}
