/** Messages with tagged tokens, `{"tokens", "tags"}` a line in BIO, as annotated examples. */
import { readFileSync } from 'node:fs'
import type { Example, ExampleEntity } from '../../src/training/project.ts'

export function readSlots(path: string): Example[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, n) => {
      const { tokens, tags, intent } = JSON.parse(line) as {
        tokens: readonly string[]
        tags: readonly string[]
        intent?: string
      }
      return toExample(tokens, tags, intent ?? '', n + 1)
    })
}

/** Chinese tokens stand side by side, others with a blank between them. */
export function toExample(
  tokens: readonly string[],
  tags: readonly string[],
  intent: string,
  line: number,
): Example {
  let text = ''
  const entities: { -readonly [K in keyof ExampleEntity]: ExampleEntity[K] }[] = []
  tokens.forEach((token, t) => {
    const last = text.at(-1)
    if (last !== undefined && !(isHan(last) && isHan(token))) text += ' '
    const start = text.length
    text += token
    const tag = tags[t] ?? 'O'
    const entity = tag.slice(2)
    const open = entities.at(-1)
    const goesOn = tag.startsWith('I-') && open?.entity === entity && tags[t - 1] !== 'O'
    if (goesOn) open.end = text.length
    else if (tag !== 'O') entities.push({ entity, value: '', start, end: text.length })
  })
  for (const entity of entities) entity.value = text.slice(entity.start, entity.end)
  const language = /\p{Script=Han}/u.test(text) ? 'zh' : 'en'
  return { text, intent, entities, language, source: { file: 'data', line } }
}

const isHan = (text: string) => /^\p{Script=Han}/u.test(text)
