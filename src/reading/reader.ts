import { Worker } from 'node:worker_threads'
import { modelPath } from '../training/publish.ts'
import { type Read, type Reading, read } from './read.ts'
import type { FromReader, Sent, ToReader } from './reader-worker.ts'

export type Reader = { readonly read: Read; readonly stop: () => void }

/** After a thread broke, the next is tried no sooner. */
const AGAIN_AFTER_MS = 5_000

type Asked = {
  readonly message: Parameters<Read>[0]
  readonly model: Parameters<Read>[1]
  readonly done: (reading: Reading) => void
}

/**
 * Reads messages on a thread of its own, so that the one that holds the sockets and the store has
 * its time for them. It begins with the first message; until it has loaded the model that serves,
 * and whenever it cannot be had, messages are read here: whoever asks is always answered.
 *
 * What is asked within one round of the event loop goes over in one piece, as JSON, which costs
 * less to pass than objects do.
 */
export function startReader(models: string, report: (error: unknown) => void): Reader {
  const asked = new Map<number, Asked>()
  let worker: Worker | undefined
  let loaded = ''
  let loading = ''
  let batch: Sent[] = []
  let last = 0
  let isEnded = false
  let notBefore = 0

  function begin(): Worker | undefined {
    if (worker || isEnded || performance.now() < notBefore) return worker
    const begun = new Worker(new URL('./start-reader-worker.mjs', import.meta.url), {
      execArgv: [],
    })
    begun.unref()
    begun.on('message', (text: string) => hear(JSON.parse(text) as FromReader))
    begun.on('error', report)
    begun.on('exit', () => {
      worker = undefined
      loaded = loading = ''
      notBefore = performance.now() + AGAIN_AFTER_MS
      for (const { message, model, done } of asked.values()) done(read(message, model))
      asked.clear()
      batch = []
    })
    return (worker = begun)
  }

  function hear(told: FromReader): void {
    if ('loaded' in told) loaded = told.loaded
    else if ('broken' in told) report(new Error(told.broken))
    else answer(told.readings)
  }

  function answer(readings: readonly (readonly [number, Reading])[]): void {
    for (const [id, reading] of readings) {
      asked.get(id)?.done(reading)
      asked.delete(id)
    }
  }

  function load(hash: string): void {
    if (loading === hash) return
    loading = hash
    // What was asked of the model before goes first.
    send()
    tell({ load: { hash, path: modelPath(models, hash) }, read: [] })
  }

  function send(): void {
    const whole = batch
    batch = []
    if (whole.length > 0) tell({ read: whole })
  }

  const tell = (message: ToReader): void => worker?.postMessage(JSON.stringify(message))

  return {
    read(message, model) {
      if (!begin()) return read(message, model)
      if (model.hash !== loaded) {
        load(model.hash)
        return read(message, model)
      }
      const { now, ...rest } = message
      const id = ++last
      if (batch.length === 0) setImmediate(send)
      batch.push([id, { ...rest, ...(now && { now: now.toISOString() }) }])
      return new Promise((done) => asked.set(id, { message, model, done }))
    },

    stop() {
      isEnded = true
      void worker?.terminate()
    },
  }
}
