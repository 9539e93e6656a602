import type { Draft } from './draft.ts'
import type { Example, Project } from './project.ts'
import { tell } from './tell.ts'

/** A value must be annotated so often before one that is not looks forgotten … */
const established = 2
/** … and so many times as often as it is not: "one" is a number here and there. */
const mostly = 4
const shortestValue = 2

type Value = {
  readonly text: string
  readonly entity: string
  readonly example: Example
  count: number
}

/**
 * Tells of words that are annotated as an entity in most examples that have them, and stand without
 * an annotation in another of an intent in which that entity is annotated elsewhere.
 */
export function validateAnnotations({ nlu }: Project, draft: Draft): void {
  const { values, entitiesOf } = annotatedIn(nlu.examples)
  const byBeginning = new Map<string, Value[]>()
  for (const value of values) {
    const others = byBeginning.get(beginningOf(value.text))
    if (others) others.push(value)
    else byBeginning.set(beginningOf(value.text), [value])
  }
  const forgotten = new Map<Value, { readonly example: Example; readonly at: number }[]>()
  for (const example of nlu.examples) {
    const seen = new Set(beginningsIn(example.text.toLowerCase()))
    for (const value of [...seen].flatMap((beginning) => byBeginning.get(beginning) ?? [])) {
      const at = unmarkedAt(value.text, example)
      if (at === null) continue
      const others = forgotten.get(value)
      if (others) others.push({ example, at })
      else forgotten.set(value, [{ example, at }])
    }
  }
  const told = new Set<string>()
  // The longest words first: what they cover is not told of again.
  for (const [value, places] of [...forgotten].sort(([a], [b]) => b.text.length - a.text.length)) {
    if (places.length * mostly > value.count) continue
    for (const { example, at } of places) {
      if (!entitiesOf.get(example.intent)?.has(value.entity)) continue
      const letters = Array.from(
        value.text,
        (_, n) => `${example.source.file}:${example.source.line} ${at + n}`,
      )
      if (letters.some((letter) => told.has(letter))) continue
      for (const letter of letters) told.add(letter)
      tellOf(value, example, at, draft)
    }
  }
}

/** A word, or two letters of a script without blanks: enough to look values up by. */
const beginningsIn = (text: string): string[] => [
  ...(text.match(/[\p{L}\p{N}]+/gu) ?? []),
  ...Array.from(text, (_, at) => text.slice(at, at + 2)).filter((pair) => !isSpaced(pair[0])),
]

const beginningOf = (text: string): string =>
  isSpaced(text[0]) ? (/[\p{L}\p{N}]+/u.exec(text)?.[0] ?? text) : text.slice(0, 2)

function annotatedIn(examples: readonly Example[]) {
  const values = new Map<string, Value>()
  const entitiesOf = new Map<string, Set<string>>()
  for (const example of examples) {
    for (const { start, end, entity } of example.entities) {
      const known = entitiesOf.get(example.intent)
      if (known) known.add(entity)
      else entitiesOf.set(example.intent, new Set([entity]))
      const text = example.text.slice(start, end).toLowerCase()
      if (text.length < shortestValue || !/\p{L}/u.test(text)) continue
      const value = values.get(`${entity} ${text}`)
      if (value) value.count++
      else values.set(`${entity} ${text}`, { text, entity, example, count: 1 })
    }
  }
  return { values: [...values.values()].filter(({ count }) => count >= established), entitiesOf }
}

/** Where the words stand in an example as no entity, and as no piece of one; null when nowhere. */
function unmarkedAt(words: string, { text, entities }: Example): number | null {
  const at = text.toLowerCase().indexOf(words)
  const end = at + words.length
  if (at < 0 || !isWhole(text, at, end)) return null
  return entities.some((one) => one.start < end && at < one.end) ? null : at
}

function tellOf(
  { text, entity, example: there }: Value,
  example: Example,
  at: number,
  draft: Draft,
) {
  const words = example.text.slice(at, at + text.length)
  tell(draft, {
    code: 'missing-annotation',
    at: example.source,
    message: `"${words}" is no ${entity} here, but is one at ${there.source.file}:${there.source.line}.`,
    remedy: `Write [${words}](${entity}).`,
    related: there.source,
  })
}

/** Not a piece of a longer word; scripts without blanks have no such pieces. */
const isWhole = (text: string, start: number, end: number): boolean =>
  !(isLetter(text[start - 1]) && isSpaced(text[start])) &&
  !(isLetter(text[end]) && isSpaced(text[end - 1]))

const isLetter = (letter = ''): boolean => /[\p{L}\p{N}]/u.test(letter)

const isSpaced = (letter = ''): boolean =>
  !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(letter)
