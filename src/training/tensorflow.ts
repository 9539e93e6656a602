/** tfjs on the best backend that loads here: native, then WebAssembly, then plain JavaScript. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type * as Tensorflow from '@tensorflow/tfjs'

export type { Tensorflow }

let loading: Promise<typeof Tensorflow> | undefined

export function loadTensorflow(): Promise<typeof Tensorflow> {
  loading ??= loadNative().catch(loadWasm)
  return loading
}

// The native package downloads a library when it is installed: where it could not, it is
// missing, and where scripts are denied, it is there and throws.
async function loadNative(): Promise<typeof Tensorflow> {
  const native = '@tensorflow/tfjs-node'
  const tf = (await import(native)) as typeof Tensorflow & { default?: typeof Tensorflow }
  await tf.ready()
  return tf.default ?? tf
}

async function loadWasm(): Promise<typeof Tensorflow> {
  const tf = await import('@tensorflow/tfjs')
  try {
    const wasm = await import('@tensorflow/tfjs-backend-wasm')
    const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')
    wasm.setWasmPaths(join(dirname(entry), '/'))
    if (await tf.setBackend('wasm')) return tf
  } catch {
    // The plain backend needs nothing and gives the same numbers, slower.
  }
  await tf.setBackend('cpu')
  return tf
}
