import { createHash } from 'node:crypto'
import type { Profile } from './recipe.ts'

/** The files' own name for what `npm start` trains; another for what else went into a model. */
export function nameModel(files: string, profile: Profile, unlabelled: string): string {
  return profile === 'fast' && unlabelled === '' ? files : digest([files, profile, unlabelled])
}

/** '' for no texts. */
export function nameTexts(texts: readonly string[]): string {
  return texts.length === 0 ? '' : digest(texts)
}

function digest(parts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${Buffer.byteLength(part)} ${part}\n`)
  return hash.digest('hex').slice(0, 16)
}
