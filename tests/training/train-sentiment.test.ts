import { expect, test } from 'vitest'
import { sentimentFeatures } from '../../src/nlp/sentiment-features.ts'
import { feel } from '../../src/nlp/sentiment-net.ts'
import { tokenise } from '../../src/nlp/tokens.ts'
import { readSentiment } from '../../src/training/read-sentiment.ts'
import { startRandom } from '../../src/training/random.ts'
import { startSentimentLayers, stepSentiment } from '../../src/training/sentiment-layers.ts'
import { SENTIMENT_FEW, trainSentiment } from '../../src/training/train-sentiment.ts'

const examples = [
  ...['good lamp', 'good chair', 'a good day', '很好'].map((text) => ({ text, feels: 'positive' })),
  ...['bad lamp', 'bad chair', 'a bad day', '很差'].map((text) => ({
    text,
    feels: 'negative',
    flags: ['angry'],
  })),
]
const settings = { ...SENTIMENT_FEW, bits: 10, flags: ['angry'], seed: 1 }

test('learns classes and flags, and the same from the same', () => {
  const net = trainSentiment(examples, settings)
  const [negative, positive, angry] = feel(
    sentimentFeatures('a bad chair', tokenise('a bad chair'), net),
    net,
  )
  expect(net.classes).toEqual(['negative', 'positive'])
  expect(negative).toBeGreaterThan(0.5)
  expect(negative! + positive!).toBeCloseTo(1, 6)
  expect(angry).toBeGreaterThan(0.5)
  expect(trainSentiment(examples, settings)).toEqual(net)
})

test('several nets answer as one: the mean of what each says', () => {
  const text = 'a bad lamp'
  const logits = (nets: number, seed: number) => {
    const net = trainSentiment(examples, { ...settings, nets, seed })
    const [negative, , angry] = feel(sentimentFeatures(text, tokenise(text), net), net)
    return [negative!, angry!].map((share) => Math.log(share / (1 - share)))
  }
  const [first, second] = [logits(1, 1), logits(1, 1 + 7919)]
  expect(first[0]! - second[0]!).not.toBeCloseTo(0, 1)
  logits(2, 1).forEach((both, k) => {
    // Rows of both nets are rounded by one scale.
    expect(both).toBeCloseTo((first[k]! + second[k]!) / 2, 1)
  })
})

test('the gradient is what a small change of a weight does to the loss', () => {
  const example = {
    rows: Int32Array.of(0, 2),
    values: Float32Array.of(0.6, -0.8),
    label: 1,
    flags: Uint8Array.of(1),
    weight: 1.5,
  }
  const sizes = { rows: 3, hidden: 4, classes: 2, flags: 1 }
  const still = { inputDropout: 0, hiddenDropout: 0, smoothing: 0.1, rate: 0, step: 1 }
  const layersOf = () => startSentimentLayers(sizes, Uint8Array.of(1, 1, 1), startRandom(5))
  const lossOf = (layers: ReturnType<typeof layersOf>) =>
    stepSentiment(layers, [example], Uint32Array.of(0), still, startRandom(1))

  const layers = layersOf()
  lossOf(layers)
  for (const part of ['e', 'b', 'w', 'c'] as const) {
    for (let i = 0; i < layers[part].weights.length; i++) {
      const [more, less] = [layersOf(), layersOf()]
      more[part].weights[i]! += 1e-2
      less[part].weights[i]! -= 1e-2
      const slope = (lossOf(more) - lossOf(less)) / 2e-2
      // Adam's first moment after one step is a tenth of the gradient.
      expect(layers[part].m[i]! * 10, `${part} ${i}`).toBeCloseTo(slope, 3)
    }
  }
})

test.each([
  ['feels: negative', /en.yml cannot be read: it is no list/],
  ['- feels: cross\n  examples: |\n    - hm', /section 1 wants feels: negative or neutral/],
  ['- feels: neutral', /section 1 wants .* examples/],
])('sentences that cannot be read are refused: %j', (text, why) => {
  expect(() => readSentiment('en.yml', text)).toThrow(why)
})
