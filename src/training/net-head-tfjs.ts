import { ADAM, type Head, type MakeHead } from './net-head.ts'
import { loadTensorflow } from './tensorflow.ts'

/** The head by tfjs: its kernels, its gradients, its Adam. */
export async function tfjsHead(): Promise<MakeHead> {
  const tf = await loadTensorflow()
  return ({ hidden, outputs, decay, out: first }): Head => {
    const out = tf.variable(tf.tensor2d(first, [outputs, hidden]))
    const outBias = tf.variable(tf.tensor1d(new Float32Array(outputs)))
    const adam = tf.train.adam(0, ADAM.beta1, ADAM.beta2, ADAM.epsilon)
    return {
      step({ size, z, mask, wanted }, rate) {
        const shape: [number, number] = [size, hidden]
        let loss = 0
        let dz = new Float32Array(0)
        // Nothing is returned from here: tidy would look for tensors in every number of it.
        tf.tidy(() => {
          const kept = tf.tensor2d(mask.subarray(0, size * hidden), shape)
          const right = tf.tensor2d(wanted.subarray(0, size * outputs), [size, outputs])
          const lossOf = tf.valueAndGrads((sums, weights, bias) => {
            const h = sums.mul(sums.mul(1.702).sigmoid()).mul(kept)
            const logits = tf.matMul(h, weights, false, true).add(bias)
            return tf.logSoftmax(logits).mul(right).sum().div(-size)
          })
          const sums = tf.tensor2d(z.subarray(0, size * hidden), shape)
          const { value, grads } = lossOf([sums, out, outBias])
          out.assign(out.mul(1 - rate * decay))
          // tfjs has no schedule of its own for Adam's rate.
          Object.assign(adam, { learningRate: rate })
          adam.applyGradients([
            { name: out.name, tensor: grads[1]! },
            { name: outBias.name, tensor: grads[2]! },
          ])
          dz = Float32Array.from(grads[0]!.dataSync<'float32'>())
          loss = value.dataSync()[0]!
        })
        return { loss, dz }
      },
      weights: () => ({
        out: Float32Array.from(out.dataSync()),
        outBias: Float32Array.from(outBias.dataSync()),
      }),
      dispose() {
        adam.dispose()
        out.dispose()
        outBias.dispose()
      },
    }
  }
}
