/**
 * The dense part of the net: activation, output layer and loss. It has two makers, tfjs for
 * training and plain typed arrays as the reference, and both must give the same numbers.
 */
export type Head = {
  /**
   * One step of Adam on W and c from a batch. `z` (batch × hidden) are the sums of the first
   * layer, `mask` the hidden dropout (0 or 1/(1 − p)), `wanted` (batch × outputs) what the outputs
   * should be; the sum of a row is its weight. Returns the mean loss and its gradient by `z`, in a buffer that the next call may reuse.
   */
  step(batch: Batch, rate: number): { loss: number; dz: Float32Array }
  /** W (outputs × hidden) and c, copies. */
  weights(): { out: Float32Array; outBias: Float32Array }
  dispose(): void
}

export type Batch = {
  readonly size: number
  readonly z: Float32Array
  readonly mask: Float32Array
  readonly wanted: Float32Array
}

export type HeadSettings = {
  readonly hidden: number
  readonly outputs: number
  /** The most messages that a batch will have. */
  readonly batch: number
  /** Decoupled weight decay on W: W ← W·(1 − rate·decay) at each step. */
  readonly decay: number
  /** The first W, outputs × hidden. */
  readonly out: Float32Array
}

export type MakeHead = (settings: HeadSettings) => Head

/** Adam's moments and the little that keeps its division safe. */
export const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const
