import { unwatchFile, watchFile } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Bot } from '../dialogue/bot.ts'
import { readyBot } from '../dialogue/ready-bot.ts'
import { indexing } from '../dialogue/story-index.ts'
import { Problem } from '../problem.ts'
import { currentHash, loadCurrent, type ServingModel } from './publish.ts'

/**
 * Calls back with each model that is published into the folder from now on, by whatever process.
 * A model file that cannot be read changes nothing. Ends with the returned function.
 */
export function followCurrent(models: string, onModel: (model: ServingModel) => void): () => void {
  const current = join(models, 'current.json')
  let hash = currentHash(models)
  const look = async (): Promise<void> => {
    const model = readable(models)
    if (!model || model.hash === hash) return
    hash = model.hash
    await indexInSlices(model.bot)
    readyBot(model.bot)
    // Meanwhile another may have come.
    if (hash === model.hash) onModel(model)
  }
  const onChange = () => void look()
  // Polled, since watching a folder for renames works differently on every system.
  watchFile(current, { interval: 1_000, persistent: false }, onChange)
  return () => unwatchFile(current, onChange)
}

/** No customer waits longer for a bot of many stories to be indexed. */
const SLICE_MS = 5

async function indexInSlices(bot: Bot): Promise<void> {
  let until = performance.now() + SLICE_MS
  for (const _ of indexing(bot)) {
    if (performance.now() < until) continue
    await setImmediate()
    until = performance.now() + SLICE_MS
  }
}

function readable(models: string): ServingModel | null {
  try {
    return loadCurrent(models, (bot) => bot)
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}
