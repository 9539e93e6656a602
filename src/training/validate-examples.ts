import { standingIntents } from '../dialogue/standing-names.ts'
import { namingsOf } from '../dialogue/namings.ts'
import type { Draft } from './draft.ts'
import type { Example, Project } from './project.ts'
import { tell } from './tell.ts'

/** Tells of intents with too few examples to learn from. */
export function validateExamples({ nlu, bot }: Project, draft: Draft): void {
  const counts = new Map<string, { count: number; example: Example }>()
  for (const example of nlu.examples) {
    const so = counts.get(example.intent)
    counts.set(example.intent, { count: (so?.count ?? 0) + 1, example: so?.example ?? example })
  }
  for (const [intent, { count, example }] of counts) {
    if (count > 1) continue
    tell(draft, {
      code: 'single-example',
      at: example.source,
      message: `The intent ${intent} has a single example.`,
      remedy: 'Write at least ten.',
    })
  }
  for (const [intent, { source }] of Object.entries(bot.intents)) {
    const isLearned =
      counts.has(intent) || [...counts.keys()].some((one) => one.startsWith(`${intent}/`))
    // Some intents only ever come from buttons or from the fallback.
    if (isLearned || nlu.examples.length === 0 || standingIntents.includes(intent)) continue
    tell(draft, {
      severity: namingsOf(bot).answered.has(intent) ? 'note' : 'warning',
      code: 'no-examples',
      at: source,
      message: `The intent ${intent} has no examples: only a button or an action can mean it.`,
      remedy: 'Write at least ten.',
    })
  }
}
