import type { Draft } from './draft.ts'
import type { Example, Project } from './project.ts'
import { distanceBetween } from './spelling.ts'
import { tell } from './tell.ts'

/**
 * Tells of examples that stand under two intents: the very same, the same but for marks, accents and
 * the values of entities, or but for one misspelt word. One step of typing alone says little ("can"
 * and "can't"), so the misspelt word must be one that nobody else writes.
 */
export function validateDuplicates({ nlu }: Project, draft: Draft): void {
  const exact = new Map<string, Example>()
  const alike = new Map<string, Example>()
  const words = new Map<string, number>()
  const normal: { readonly example: Example; readonly words: readonly string[] }[] = []
  for (const example of nlu.examples) {
    const key = example.text.toLowerCase().replaceAll(/\s+/g, ' ')
    const other = exact.get(key)
    if (!other) exact.set(key, example)
    else if (other.intent !== example.intent) tellOf('duplicate', example, other, draft)
    const split = normalWords(example)
    for (const word of new Set(split)) words.set(word, (words.get(word) ?? 0) + 1)
    if (other) continue
    const keys = [split, ...(sharesFrame(example) ? [normalWords(framed(example))] : [])]
    const near = keys.flatMap((one) => alike.get(one.join(' ')) ?? [])[0]
    for (const one of keys) if (!alike.has(one.join(' '))) alike.set(one.join(' '), example)
    if (!near) normal.push({ example, words: split })
    else if (near.intent !== example.intent && split.length > 0) {
      tellOf('near-duplicate', example, near, draft)
    }
  }

  const gaps = new Map<string, typeof normal>()
  for (const one of normal) {
    for (const at of one.words.keys()) {
      if (one.words.length < 3 || one.words[at]!.length < shortestMisspelt) continue
      const key = one.words.with(at, '').join(' ')
      const others = gaps.get(key)
      if (!others) gaps.set(key, [one])
      else {
        const misspelt = others.find((other) => isMisspelt(one.words[at]!, other.words[at]!, words))
        if (misspelt && misspelt.example.intent !== one.example.intent) {
          tellOf('near-duplicate', one.example, misspelt.example, draft)
        }
        if (others.length < mostCompared) others.push(one)
      }
    }
  }
}

const shortestMisspelt = 4
const mostCompared = 20

function isMisspelt(one: string, other: string, counts: ReadonlyMap<string, number>): boolean {
  if (one === other || /\d/.test(one + other)) return false
  const rarer = Math.min(counts.get(one) ?? 0, counts.get(other) ?? 0)
  return rarer <= 1 && distanceBetween(one, other, 2) < 2
}

/** Whether enough stands around the entities that other values in it would mean the same. */
const sharesFrame = ({ text, entities }: Example): boolean => {
  if (entities.length === 0) return false
  const around = normalWords({ text: frameOf({ text, entities }, () => ' ') })
  return around.length >= 2 || /\p{Script=Han}{4}/u.test(around.join(''))
}

/** "to Rome" as "to city". */
const framed = (example: Example) => ({
  text: frameOf(example, (entity) => ` ${entity.replaceAll(/[^\p{L}\p{N}]/gu, '')} `),
})

function frameOf(
  { text, entities }: Pick<Example, 'text' | 'entities'>,
  put: (entity: string) => string,
): string {
  let frame = ''
  let from = 0
  for (const { start, end, entity } of entities) {
    if (start < from) continue
    frame += text.slice(from, start) + put(entity)
    from = end
  }
  return frame + text.slice(from)
}

/** Lower case, without marks and accents. */
const normalWords = ({ text }: { readonly text: string }): string[] =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}|['’]/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

function tellOf(code: string, one: Example, other: Example, draft: Draft): void {
  const there = `${other.source.file}:${other.source.line}`
  tell(draft, {
    code,
    at: one.source,
    message:
      code === 'duplicate'
        ? `"${one.text}" is an example of ${one.intent} and, at ${there}, of ${other.intent}.`
        : `"${one.text}" is an example of ${one.intent}, and nearly the same, "${other.text}" at ${there}, of ${other.intent}.`,
    remedy: 'Remove it from one of the two.',
    related: other.source,
  })
}
