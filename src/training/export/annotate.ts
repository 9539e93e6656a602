import type { Example } from '../project.ts'
import { readAnnotations } from '../read-annotations.ts'

/**
 * An example as the files write it: "from [Berlin]{"entity": "city", "role": "from"}". Brackets in its
 * words that would be read as a mark are kept apart from what follows them.
 */
export function annotate(example: Pick<Example, 'text' | 'entities'>): string {
  const written = marked(example.text, example)
  const read = readAnnotations(written)
  if (read.text === example.text && read.entities.length === example.entities.length) return written
  return marked(example.text, example, (words) => words.replace(/\](?=[[({])/g, '] '))
}

function marked(
  text: string,
  { entities }: Pick<Example, 'entities'>,
  apart: (words: string) => string = (words) => words,
): string {
  let written = ''
  let from = 0
  for (const { entity, value, start, end, role, group } of entities.toSorted(
    (a, b) => a.start - b.start,
  )) {
    if (start < from) continue
    const words = text.slice(start, end)
    const isPlain =
      value === words && role === undefined && group === undefined && /^[\w.-]+$/.test(entity)
    const mark = {
      entity,
      ...(role === undefined ? {} : { role }),
      ...(group === undefined ? {} : { group }),
      ...(value === words ? {} : { value }),
    }
    written += `${apart(text.slice(from, start))}[${words}]${isPlain ? `(${entity})` : json(mark)}`
    from = end
  }
  return written + apart(text.slice(from))
}

/** `{"entity": "city", "role": "from"}`, with the spaces that people write. */
const json = (mark: Readonly<Record<string, string>>): string =>
  `{${Object.entries(mark)
    .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
    .join(', ')}}`
