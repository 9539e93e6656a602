import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { reachActionServer } from '../actions/reach-action-server.ts'
import type { Played } from '../training/play-conversation.ts'
import type { ConversationTest } from '../training/project.ts'
import type { ServingModel } from '../training/publish.ts'
import { playTest } from './play-test.ts'
import type { FromPlayer, PlayerWork } from './play-worker.ts'

/** A thread costs about as much as so many tests. */
const testsPerThread = 40

/** Plays tests side by side, on threads when there are many; how each went, in their order. */
export async function playTests(
  tests: readonly ConversationTest[],
  model: ServingModel,
  files: PlayerWork['files'],
  onDone: (done: number) => void,
): Promise<Played[]> {
  const played: Played[] = []
  let done = 0
  const take = (at: number, one: Played) => {
    played[at] = one
    onDone(++done)
  }
  const threads = Math.min(availableParallelism(), Math.floor(tests.length / testsPerThread))
  if (threads < 2) {
    const server = await reachActionServer(files.actionEndpoint, model.bot.actionEndpoint)
    for (const [at, test] of tests.entries()) take(at, await playTest(test, model, server))
    return played
  }
  // Whoever is done with one takes the next: some conversations are long.
  let next = 0
  await Promise.all(
    Array.from({ length: threads }, () => playInThread(files, () => next++, tests.length, take)),
  )
  return played
}

function playInThread(
  files: PlayerWork['files'],
  next: () => number,
  total: number,
  take: (at: number, played: Played) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const workerData: PlayerWork = { files }
    const worker = new Worker(new URL('./start-play-worker.mjs', import.meta.url), {
      workerData,
      execArgv: [],
    })
    const give = () => {
      const at = next()
      if (at < total) worker.postMessage(at)
      else worker.postMessage(null)
    }
    worker.on('online', give)
    worker.on('message', ({ at, played }: FromPlayer) => {
      take(at, played)
      give()
    })
    worker.on('error', reject)
    worker.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`A thread of tests ended with ${code}.`)),
    )
  })
}
