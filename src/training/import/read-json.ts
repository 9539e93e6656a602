import type { Remark } from './remark.ts'

/**
 * The values of a JSON file. Tools have been seen to write two values one after another: each is
 * read by itself, so that one that is broken costs no more than itself.
 */
export function readJson(file: string, text: string, remarks: Remark[]): unknown[] {
  if (text.trim() === '') return []
  try {
    return [JSON.parse(text)]
  } catch (error) {
    const parts = topLevelValues(text)
    const values = parts.flatMap(({ start, end }) => {
      try {
        return [JSON.parse(text.slice(start, end)) as unknown]
      } catch {
        const why = `It is no JSON: ${messageOf(error)}.`
        remarks.push({ kind: 'broken', file, item: `line ${lineOf(text, start)}`, why })
        return []
      }
    })
    if (parts.length > 1) {
      const why = `${parts.length} JSON values stand one after another; ${values.length} of them are read.`
      const at = parts[1]!.start
      remarks.push({ kind: 'broken', file, item: `line ${lineOf(text, at)}`, why })
    }
    return values
  }
}

/** Where objects and arrays begin and end at the top, brackets inside of strings not counted. */
function topLevelValues(text: string): { start: number; end: number }[] {
  const parts: { start: number; end: number }[] = []
  let depth = 0
  let start = -1
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]
    if (letter === '"') {
      at = endOfString(text, at)
      continue
    }
    if (letter === '{' || letter === '[') {
      if (depth++ === 0) start = at
    } else if ((letter === '}' || letter === ']') && depth > 0 && --depth === 0) {
      parts.push({ start, end: at + 1 })
    }
  }
  // One that never ends, such as of a file that was cut short.
  if (depth > 0) parts.push({ start, end: text.length })
  return parts.length > 0 ? parts : [{ start: 0, end: text.length }]
}

function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at
  }
  return text.length
}

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message.slice(0, 120) : String(error)
