/** The memory that the loops of training work in: WebAssembly's where the machine has it. */
import { dot } from '../nlp/dot.ts'
import { ADAM } from './net-head.ts'
import { type NetLoops, netModule } from './net-module.ts'

export type NetMemory = NetLoops & {
  /** A piece that was not given before, all 0, and its address in bytes. */
  readonly floats: (length: number) => Placed<Float32Array>
  readonly integers: (length: number) => Placed<Int32Array>
}

export type Placed<T> = { readonly at: number; readonly array: T }

/** For rows of `width` numbers, a multiple of 16; `numbers` is how many all pieces have together. */
export function netMemory(width: number, numbers: number): NetMemory {
  const bytes = numbers * 4 + ALIGNED * MOST_PIECES
  const fast = fastLoops(width, bytes)
  const buffer = fast?.buffer ?? new ArrayBuffer(bytes)
  let free = 0
  const take = (length: number): number => {
    const at = free
    free += Math.ceil((length * 4) / ALIGNED) * ALIGNED
    return at
  }
  return {
    ...(fast?.loops ?? plainLoops(width, buffer)),
    floats(length) {
      const at = take(length)
      return { at, array: new Float32Array(buffer, at, length) }
    },
    integers(length) {
      const at = take(length)
      return { at, array: new Int32Array(buffer, at, length) }
    },
  }
}

const ALIGNED = 64
const MOST_PIECES = 32

function fastLoops(width: number, bytes: number): { buffer: ArrayBuffer; loops: NetLoops } | null {
  try {
    const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65_536) })
    const module = new WebAssembly.Module(netModule(width))
    const { exports } = new WebAssembly.Instance(module, { parley: { memory } })
    return { buffer: memory.buffer, loops: exports as NetLoops }
  } catch {
    return null
  }
}

/** The same without WebAssembly. */
export function plainLoops(width: number, buffer: ArrayBuffer): NetLoops {
  const floats = new Float32Array(buffer)
  const integers = new Int32Array(buffer)
  const gradient = new Float32Array(width)
  function add(
    out: Float32Array,
    rowsAt: number,
    factorsAt: number,
    from: number,
    end: number,
  ): void {
    for (let i = from; i < end; i += 4) {
      const row = integers[(rowsAt + i) / 4]! / 4
      const factor = floats[(factorsAt + i) / 4]!
      for (let j = 0; j < width; j++) out[j]! += factor * floats[row + j]!
    }
  }
  return {
    add(outAt, rowsAt, factorsAt, bytes) {
      add(floats.subarray(outAt / 4, outAt / 4 + width), rowsAt, factorsAt, 0, bytes)
    },
    dot(outAt, vectorAt, firstAt, bytes) {
      const vector = floats.subarray(vectorAt / 4, vectorAt / 4 + width)
      for (let i = 0; i < bytes / 4; i++) {
        floats[outAt / 4 + i] = dot(vector, floats, firstAt / 4 + i * width)
      }
    },
    move(weightsAt, mAt, vAt, touchedAt, endsAt, rowsAt, factorsAt, bytes, step, unbias, keep) {
      const { beta1, beta2, epsilon } = ADAM
      for (let t = 0, from = 0; t < bytes; t += 4) {
        const end = integers[(endsAt + t) / 4]!
        gradient.fill(0)
        add(gradient, rowsAt, factorsAt, from, end)
        from = end
        const row = integers[(touchedAt + t) / 4]!
        for (let j = 0; j < width; j++) {
          const [w, m, v] = [weightsAt, mAt, vAt].map((at) => (at + row) / 4 + j)
          const g = gradient[j]!
          floats[m!] = beta1 * floats[m!]! + (1 - beta1) * g
          floats[v!] = beta2 * floats[v!]! + (1 - beta2) * g * g
          const change = (step * floats[m!]!) / (Math.sqrt(floats[v!]!) * unbias + epsilon)
          floats[w!] = keep * floats[w!]! - change
        }
      }
    },
  }
}
