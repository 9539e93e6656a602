/** The thread of `reader.ts`. */
import { parentPort } from 'node:worker_threads'
import type { NluModel } from '../nlp/model.ts'
import type { ToUnderstand } from '../nlp/understand.ts'
import { loadModel } from '../training/publish.ts'
import { type Reading, read } from './read.ts'

export type ToReader = {
  readonly load?: { readonly hash: string; readonly path: string }
  readonly read: readonly Sent[]
}

/** A message with its number; its clock is text on the way. */
export type Sent = readonly [
  id: number,
  message: Omit<ToUnderstand, 'now'> & { readonly now?: string },
]

export type FromReader =
  | { readonly loaded: string }
  | { readonly broken: string }
  | { readonly readings: readonly (readonly [id: number, reading: Reading])[] }

/** So many are answered together: whoever came first does not wait for all. */
const TOGETHER = 8

let nlu: NluModel | undefined

parentPort?.on('message', (text: string) => {
  const { load, read: messages } = JSON.parse(text) as ToReader
  if (load) loadFrom(load)
  for (let from = 0; from < messages.length; from += TOGETHER) {
    const readings: (readonly [number, Reading])[] = []
    for (const [id, { now, ...message }] of messages.slice(from, from + TOGETHER)) {
      const clock = now === undefined ? {} : { now: new Date(now) }
      if (nlu) readings.push([id, read({ ...message, ...clock }, { nlu })])
    }
    tell({ readings })
  }
})

/** A file that cannot be read leaves the reading to whoever asked. */
function loadFrom({ hash, path }: NonNullable<ToReader['load']>): void {
  try {
    nlu = loadModel(path).nlu
    // What is read from files for the first message is read now, before anybody waits.
    read({ text: 'hello' }, { nlu })
    tell({ loaded: hash })
  } catch (error) {
    tell({ broken: `The thread that reads messages has no model: ${String(error)}` })
  }
}

function tell(message: FromReader): void {
  parentPort?.postMessage(JSON.stringify(message))
}
