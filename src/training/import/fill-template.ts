import { type Importing, addExample, remark } from './importing.ts'
import { joinParts, type Part } from './join-parts.ts'
import { sampleValues } from './sample-values.ts'

/** A place in a sentence that any value of an entity may stand in. */
export type Gap = { readonly gap: string; readonly role?: string; readonly type?: string }

/** As many examples are made of one template at most. */
const most = 3

/**
 * Sentences with gaps become examples with values in them: those that the source lists, else samples
 * of the gap's type. Without either the sentence is left out and remarked upon.
 */
export function fillTemplate(
  into: Importing,
  file: string,
  intent: string,
  parts: readonly (string | Gap)[],
  options: {
    readonly valuesOf: (entity: string) => readonly string[]
    readonly language?: string
  },
): void {
  const written = parts.map((part) => (typeof part === 'string' ? part : `{${part.gap}}`)).join('')
  const gaps = parts.filter((part) => typeof part !== 'string')
  const values = new Map(
    gaps.map(({ gap, type }) => {
      const own = options.valuesOf(gap)
      return [gap, own.length > 0 ? own : sampleValues(type ?? gap, options.language)]
    }),
  )
  const unknown = gaps.find(({ gap }) => values.get(gap)!.length === 0)
  if (unknown) {
    const why = `No value of ${unknown.gap} is known to put in. Write some examples with values.`
    remark(into, 'left-out', file, `sentence ${JSON.stringify(written)} of ${intent}`, why)
    return
  }
  const rounds =
    gaps.length === 0
      ? 1
      : Math.min(most, Math.max(...gaps.map(({ gap }) => values.get(gap)!.length)))
  for (let round = 0; round < rounds; round++) {
    const filled = parts.map((part, at): Part => {
      if (typeof part === 'string') return part
      const some = values.get(part.gap)!
      // Two gaps of the same kind should not hold the same: from Berlin to Rome.
      const words = some[(round + at) % some.length]!
      return { words, entity: part.gap, ...(part.role && { role: part.role }) }
    })
    addExample(into, file, {
      ...joinParts(filled),
      intent,
      ...(options.language && { language: options.language }),
    })
  }
}
