import { expect, test } from 'vitest'
import { rankIntents } from '../../src/nlp/intent.ts'
import { tokenise } from '../../src/nlp/tokens.ts'
import { scaleJudged, scaleLogits } from '../../src/training/scale-logits.ts'
import { toyModel } from '../nlp/toy-bot.ts'

test('logits and temperature scaled alike leave every confidence as it was', async () => {
  const { intent } = await toyModel()
  const { space, net } = scaleLogits(intent, 3)
  const scaled = { ...intent, space, net, temperature: intent.temperature * 3 }
  for (const text of ['where is my order', 'cancel it', '我的订单到哪了']) {
    const [as, was] = [scaled, intent].map((model) => rankIntents(tokenise(text), model).ranking)
    expect(as).toEqual(was)
  }
  const judged = { answers: [], logits: [Float32Array.of(1, -2)], labels: [0], rounds: [] }
  expect(scaleJudged(judged, 3).logits).toEqual([Float32Array.of(3, -6)])
})
