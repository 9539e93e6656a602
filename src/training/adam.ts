/** Adam (Kingma & Ba 2015) over rows of a matrix, of which only those that a batch touched move. */

const BETA1 = 0.9
const BETA2 = 0.999
const EPSILON = 1e-8

/** Values with their gradient and Adam's two moments, all rows × width. */
export type Moving = {
  readonly width: number
  readonly values: Float32Array
  readonly gradient: Float32Array
  readonly first: Float32Array
  readonly second: Float32Array
  /** The distinct rows with a gradient; all of them when absent. */
  readonly touched?: { readonly rows: Int32Array; readonly marks: Uint8Array; count: number }
}

export function startMoving(values: Float32Array, width: number, isSparse = false): Moving {
  const { length } = values
  return {
    width,
    values,
    gradient: new Float32Array(length),
    first: new Float32Array(length),
    second: new Float32Array(length),
    ...(isSparse && {
      touched: {
        rows: new Int32Array(length / width),
        marks: new Uint8Array(length / width),
        count: 0,
      },
    }),
  }
}

/** Where the row's gradient begins; the row will move with the next step. */
export function touch({ width, touched }: Moving, row: number): number {
  if (touched && touched.marks[row] === 0) {
    touched.marks[row] = 1
    touched.rows[touched.count++] = row
  }
  return row * width
}

/** The step's number from 1; `decay` is decoupled weight decay. Gradients become zero. */
export function move(moving: Moving, step: number, rate: number, decay = 0): void {
  const { width, touched } = moving
  const unbias1 = 1 / (1 - BETA1 ** step)
  const unbias2 = 1 / (1 - BETA2 ** step)
  if (!touched) {
    moveRange(moving, 0, moving.values.length, rate, unbias1, unbias2, decay)
    return
  }
  for (let n = 0; n < touched.count; n++) {
    const row = touched.rows[n]!
    touched.marks[row] = 0
    moveRange(moving, row * width, (row + 1) * width, rate, unbias1, unbias2, decay)
  }
  touched.count = 0
}

function moveRange(
  { values, gradient, first, second }: Moving,
  from: number,
  to: number,
  rate: number,
  unbias1: number,
  unbias2: number,
  decay: number,
): void {
  for (let i = from; i < to; i++) {
    const g = gradient[i]!
    const m = BETA1 * first[i]! + (1 - BETA1) * g
    const v = BETA2 * second[i]! + (1 - BETA2) * g * g
    first[i] = m
    second[i] = v
    const push = (m * unbias1) / (Math.sqrt(v * unbias2) + EPSILON)
    values[i]! -= rate * (push + decay * values[i]!)
    gradient[i] = 0
  }
}
