/** Runs in a thread of its own, so that training never stops serving. */
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { Problem, type ProblemKind } from '../problem.ts'
import { type TrainFiles, trainFiles } from './train-files.ts'
import type { Progress } from './train-nlu.ts'

/** What the worker tells. */
export type FromWorker =
  { readonly progress: Progress } | { readonly hash: string } | { readonly problem: Told }

/** A `Problem`, which loses its class on the way between threads. */
export type Told = {
  readonly kind: ProblemKind
  readonly code: string
  readonly message: string
}

function tell(message: FromWorker): void {
  parentPort?.postMessage(message)
}

// On Linux each thread has its own priority: messages go first.
if (process.platform === 'linux') setPriority(10)

try {
  const hash = await trainFiles(workerData as TrainFiles, (progress) => tell({ progress }))
  tell({ hash })
} catch (error) {
  if (!(error instanceof Problem)) throw error
  const { kind, code, message } = error
  tell({ problem: { kind, code, message } })
}
