import { notUnderstood } from '../dialogue/standing-names.ts'
import type { Draft } from './draft.ts'
import type { Example, Project } from './project.ts'

/** Tells of examples that stand under two intents, and of intents with too few to learn from. */
export function validateExamples({ nlu, bot }: Project, draft: Draft): void {
  const first = new Map<string, Example>()
  for (const example of nlu.examples) {
    const key = example.text.toLowerCase().replaceAll(/\s+/g, ' ')
    const other = first.get(key)
    if (!other) first.set(key, example)
    else if (other.intent !== example.intent) {
      warn(
        draft,
        example.source,
        `"${example.text}" is an example of ${example.intent} and, at ${other.source.file}:${other.source.line}, of ${other.intent}.`,
        'Remove it from one of the two.',
      )
    }
  }

  const counts = new Map<string, { count: number; example: Example }>()
  for (const example of nlu.examples) {
    const so = counts.get(example.intent)
    counts.set(example.intent, { count: (so?.count ?? 0) + 1, example: so?.example ?? example })
  }
  for (const [intent, { count, example }] of counts) {
    if (count > 1) continue
    warn(draft, example.source, `The intent ${intent} has a single example.`, 'Write at least ten.')
  }
  for (const [intent, { source }] of Object.entries(bot.intents)) {
    const isLearned =
      counts.has(intent) || [...counts.keys()].some((one) => one.startsWith(`${intent}/`))
    // Some intents only ever come from buttons or from the fallback.
    if (isLearned || nlu.examples.length === 0 || intent === notUnderstood) continue
    warn(
      draft,
      source,
      `The intent ${intent} has no examples: only a button can mean it.`,
      'Write at least ten.',
    )
  }
}

function warn(
  draft: Draft,
  { file, line }: { readonly file: string; readonly line: number },
  message: string,
  remedy: string,
): void {
  draft.findings.push({ severity: 'warning', file, line, column: 1, message, remedy })
}
