import type { ExampleMemory } from '../nlp/explain.ts'
import { hashFeatures, weighFeatures } from '../nlp/features.ts'
import { REMEMBERED } from '../nlp/model.ts'
import { hiddenOf } from '../nlp/net.ts'
import { tokenise } from '../nlp/tokens.ts'
import type { Classifier } from './learn-intents.ts'
import type { Example } from './project.ts'

/** At most so many lines are kept, as many of each intent, so that the model stays small. */
const MOST_LINES = 4500

/** The training lines with their hidden vectors, which explanations look for neighbours in. */
export function rememberExamples(
  examples: readonly Example[],
  intents: readonly string[],
  { space, net }: Classifier,
): ExampleMemory {
  const at = new Map(intents.map((intent, k) => [intent, k]))
  const kept = sample(examples, Math.ceil(MOST_LINES / Math.max(1, intents.length)))
    .filter(({ intent }) => at.has(intent))
    .sort((a, b) => at.get(a.intent)! - at.get(b.intent)!)
  const files = [...new Set(kept.map(({ source }) => source.file))]
  const width = Math.min(REMEMBERED, net.hidden)
  const hidden = new Int8Array(kept.length * width)
  const places = new Uint32Array(kept.length * 3)
  kept.forEach(({ text, intent, source }, n) => {
    const features = weighFeatures(hashFeatures(tokenise(text), space), space)
    const h = hiddenOf(features, net).subarray(0, width)
    const length = Math.hypot(...h) || 1
    for (let j = 0; j < h.length; j++) {
      hidden[n * width + j] = Math.round((h[j]! / length) * 127)
    }
    places[n * 3] = files.indexOf(source.file)
    places[n * 3 + 1] = source.line
    places[n * 3 + 2] = at.get(intent)!
  })
  return { files, texts: kept.map(({ text }) => text), hidden, places }
}

function sample(examples: readonly Example[], each: number): readonly Example[] {
  if (examples.length <= MOST_LINES) return examples
  const taken = new Map<string, number>()
  return examples.filter(({ intent }) => {
    const count = taken.get(intent) ?? 0
    taken.set(intent, count + 1)
    return count < each
  })
}
