import { Worker } from 'node:worker_threads'
import { Problem } from '../problem.ts'
import { hashProject } from './project-hash.ts'
import { nameModel, nameTexts } from './name-model.ts'
import { type ServingModel, loadCurrent, loadModel, modelPath } from './publish.ts'
import type { TrainFiles } from './train-files.ts'
import type { Progress } from './train-nlu.ts'
import type { FromWorker, Told } from './train-worker.ts'

export type TrainProject = Omit<TrainFiles, 'seed'> & {
  readonly seed?: number
  readonly onProgress?: (progress: Progress) => void
}

/**
 * The model of the training files: the current one when nothing has changed, else one that is
 * trained in a worker and published. Throws a `Problem` listing what is wrong with broken
 * files; then the model that serves stays.
 */
export async function trainProject({
  project,
  models,
  seed = 1,
  profile = 'fast',
  unlabelled = [],
  onProgress,
}: TrainProject): Promise<ServingModel> {
  const files = hashProject(project, seed)
  const wanted = nameModel(files, profile, nameTexts(unlabelled))
  const unchanged = loadUnchanged(models, (model) => {
    // Whoever asks for a quick one is served as well by one that took longer.
    return model.hash === wanted || (profile === 'fast' && model.report.files === files)
  })
  if (unchanged) return unchanged
  const hash = await inWorker({ project, models, seed, profile, unlabelled }, onProgress)
  return loadModel(modelPath(models, hash))
}

function loadUnchanged(
  models: string,
  isWanted: (model: ServingModel) => boolean,
): ServingModel | null {
  try {
    const current = loadCurrent(models)
    return current && isWanted(current) ? current : null
  } catch (error) {
    // A damaged model file is no reason not to train; it is the reason to.
    if (error instanceof Problem) return null
    throw error
  }
}

function inWorker(
  work: TrainFiles,
  onProgress: ((progress: Progress) => void) | undefined,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./start-worker.mjs', import.meta.url), {
      workerData: work,
      execArgv: [],
    })
    worker.on('message', (message: FromWorker) => {
      if ('progress' in message) onProgress?.(message.progress)
      else if ('hash' in message) resolve(message.hash)
      else reject(problemOf(message.problem))
    })
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`The training worker ended with ${code}.`)))
  })
}

function problemOf({ kind, code, message }: Told): Problem {
  return new Problem(kind, code, message)
}
