/** Adam (Kingma & Ba 2015) over a matrix of which every number moves at every step. */

const BETA1 = 0.9
const BETA2 = 0.999
const EPSILON = 1e-8

/** Values with their gradient and Adam's two moments. */
export type Moving = {
  readonly values: Float32Array
  readonly gradient: Float32Array
  readonly first: Float32Array
  readonly second: Float32Array
}

export function startMoving(values: Float32Array): Moving {
  const { length } = values
  return {
    values,
    gradient: new Float32Array(length),
    first: new Float32Array(length),
    second: new Float32Array(length),
  }
}

/** The step's number from 1; `decay` is decoupled weight decay. Gradients become zero. */
export function move(moving: Moving, step: number, rate: number, decay = 0): void {
  const { values, gradient, first, second } = moving
  const unbias1 = 1 / (1 - BETA1 ** step)
  const unbias2 = 1 / (1 - BETA2 ** step)
  for (let i = 0; i < values.length; i++) {
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
