import { accessSync, constants, mkdirSync } from 'node:fs'
import { Problem } from './problem.ts'

/**
 * Makes the folder and those above it where they are missing. Problem 'unavailable' `FolderUnusable`
 * where this user may not write; `setting` says what to change then.
 */
export function makeFolder(path: string, setting: string): void {
  try {
    mkdirSync(path, { recursive: true })
    accessSync(path, constants.W_OK)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Problem(
      'unavailable',
      'FolderUnusable',
      `The folder ${path} cannot be used: ${why}. Set ${setting} to a place that this user may write.`,
      { cause: error },
    )
  }
}
