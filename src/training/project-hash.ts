import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem } from '../problem.ts'

/**
 * Names the model that these files give: of every training file, the seed, and the code that
 * reads and learns them, so that a newer Parley trains anew without being asked.
 */
export function hashProject(project: string, seed: number): string {
  if (!existsSync(project)) {
    throw new Problem(
      'not-found',
      'ProjectNotFound',
      `There is no folder ${project} with training files.`,
    )
  }
  const hash = createHash('sha256')
  hash.update(`seed ${seed}\n`)
  addFolder(hash, project, /\.(?:ya?ml|txt|json|md|csv|html?)$/)
  for (const part of ['.', '../nlp', '../dialogue']) {
    addFolder(hash, fileURLToPath(new URL(part, import.meta.url)), /\.ts$/)
  }
  return hash.digest('hex').slice(0, 16)
}

function addFolder(hash: ReturnType<typeof createHash>, folder: string, kind: RegExp): void {
  for (const path of filesOf(folder, '').filter((name) => kind.test(name))) {
    const bytes = readFileSync(join(folder, path))
    hash.update(`${path} ${bytes.length}\n`)
    hash.update(bytes)
  }
}

/** Paths under a folder with `/`, in an order that no file system has a say in. */
function filesOf(folder: string, below: string): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.name.startsWith('.')) return []
      return entry.isDirectory() ? filesOf(folder, path) : [path]
    })
    .sort()
}
