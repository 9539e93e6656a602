import type { ExampleMemory } from './explain.ts'

/**
 * The intent whose training line this very text is, letter case and outer blanks aside; undefined
 * when there is none, or when lines of two intents read so. However few examples a team has yet,
 * what it wrote down is understood.
 */
export function exactIntent(
  text: string,
  examples: ExampleMemory,
  intents: readonly string[],
): string | undefined {
  const found = linesOf(examples).get(folded(text))
  return found === undefined ? undefined : intents[found]
}

const folded = (text: string): string => text.trim().toLowerCase()

const contradictory = -1
const known = new WeakMap<ExampleMemory, ReadonlyMap<string, number>>()

function linesOf(examples: ExampleMemory): ReadonlyMap<string, number> {
  const made = known.get(examples)
  if (made) return made
  const lines = new Map<string, number>()
  examples.texts.forEach((text, line) => {
    const intent = examples.places[line * 3 + 2]!
    const other = lines.get(folded(text))
    lines.set(folded(text), other === undefined || other === intent ? intent : contradictory)
  })
  known.set(examples, lines)
  return lines
}
