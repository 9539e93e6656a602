import { unwatchFile, watchFile } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../problem.ts'
import { loadCurrent, type ServingModel } from './publish.ts'

/**
 * Calls back with each model that is published into the folder from now on, by whatever process.
 * A model file that cannot be read changes nothing. Ends with the returned function.
 */
export function followCurrent(models: string, onModel: (model: ServingModel) => void): () => void {
  const current = join(models, 'current.json')
  let hash = loadCurrent(models)?.hash
  const look = (): void => {
    const model = readable(models)
    if (!model || model.hash === hash) return
    hash = model.hash
    onModel(model)
  }
  // Polled, since watching a folder for renames works differently on every system.
  watchFile(current, { interval: 1_000, persistent: false }, look)
  return () => unwatchFile(current, look)
}

function readable(models: string): ServingModel | null {
  try {
    return loadCurrent(models)
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}
