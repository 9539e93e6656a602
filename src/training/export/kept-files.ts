import { readdirSync } from 'node:fs'
import { isKept } from './is-kept.ts'

/** Paths of the files of a project that are taken over as they are, with `/`, in a fixed order. */
export function keptFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter(isKept)
    .sort()
}
