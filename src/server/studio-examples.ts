import { Problem } from '../problem.ts'
import type { Example } from '../training/project.ts'
import type { StudioExamples } from './wire.ts'

/** The training lines of an intent, in the order of the files. */
export function studioExamples(lines: readonly Example[], intent: string): StudioExamples {
  const examples = lines.filter((line) => line.intent === intent)
  if (examples.length === 0) {
    throw new Problem('not-found', 'IntentNotFound', `There are no examples of ${intent}.`)
  }
  return {
    intent,
    examples: examples.map(({ text, language, source: { file, line } }) => ({
      text,
      language,
      file,
      line,
    })),
  }
}
