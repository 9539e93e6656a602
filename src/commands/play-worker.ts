/** Plays tests in a thread of its own: it reads the project and the model itself. */
import { parentPort, workerData } from 'node:worker_threads'
import { reachActionServer } from '../actions/reach-action-server.ts'
import type { Played } from '../training/play-conversation.ts'
import { loadModel } from '../training/publish.ts'
import { readProject } from '../training/read-project.ts'
import { playTest } from './play-test.ts'

export type PlayerWork = {
  readonly files: {
    readonly project: string
    readonly model: string
    /** The setting ACTION_ENDPOINT. */
    readonly actionEndpoint?: string | undefined
  }
}

/** Which test was played, and how it went. */
export type FromPlayer = { readonly at: number; readonly played: Played }

const { files } = workerData as PlayerWork
const model = loadModel(files.model)
const server = await reachActionServer(files.actionEndpoint, model.bot.actionEndpoint)
const { tests } = (await readProject(files.project)).project

parentPort!.on('message', (at: number | null) => {
  if (at === null) parentPort!.close()
  else void play(at)
})

async function play(at: number): Promise<void> {
  const played = await playTest(tests[at]!, model, server)
  parentPort!.postMessage({ at, played } satisfies FromPlayer)
}
