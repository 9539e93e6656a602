import type { Gap } from './fill-template.ts'

/**
 * A pattern of LUIS, `turn (on|off) {Device} [please]`, as sentences with gaps: with each of what is
 * offered in brackets and without what may be left out. At most `most` of them; null when it is broken.
 */
export function patternParts(pattern: string, most = 8): (string | Gap)[][] | null {
  const read = alternatives(pattern.replace(/\^|\$$/g, ''), 0, '')
  if (!read || read.end !== pattern.replace(/\^|\$$/g, '').length) return null
  return read.all.slice(0, most).map(tidy)
}

type Sentence = (string | Gap)[]
type Read = { readonly all: Sentence[]; readonly end: number }

/** As many sentences are kept while reading, so that no pattern multiplies without end. */
const mostKept = 64

function alternatives(text: string, from: number, closing: string): Read | null {
  const all: Sentence[] = []
  let now: Sentence[] = [[]]
  let at = from
  while (at < text.length) {
    const letter = text[at]!
    if (letter === closing) return { all: [...all, ...now].slice(0, mostKept), end: at + 1 }
    if (letter === '|') {
      all.push(...now)
      now = [[]]
      at++
    } else if (letter === '(' || letter === '[') {
      const inner = alternatives(text, at + 1, letter === '(' ? ')' : ']')
      if (!inner) return null
      const choices = letter === '[' ? [...inner.all, []] : inner.all
      now = now.flatMap((one) => choices.map((choice) => [...one, ...choice])).slice(0, mostKept)
      at = inner.end
    } else if (letter === '{') {
      const end = text.indexOf('}', at)
      if (end < 0) return null
      const [gap = '', role] = text
        .slice(at + 1, end)
        .replace(/^@/, '')
        .split(':')
      now = now.map((one) => [...one, { gap: gap.trim(), ...(role && { role: role.trim() }) }])
      at = end + 1
    } else if (letter === ')' || letter === ']') {
      return null
    } else {
      const next = text.slice(at).search(/[()[\]{}|]/)
      const end = next < 0 ? text.length : at + Math.max(next, 1)
      now = now.map((one) => [...one, text.slice(at, end)])
      at = end
    }
  }
  return closing === '' ? { all: [...all, ...now].slice(0, mostKept), end: at } : null
}

/** One space between words, wherever something was left out. */
function tidy(sentence: Sentence): Sentence {
  const joined: Sentence = []
  for (const part of sentence) {
    const last = joined.at(-1)
    if (typeof part === 'string' && typeof last === 'string')
      joined[joined.length - 1] = last + part
    else joined.push(part)
  }
  return joined.map((part) => (typeof part === 'string' ? part.replace(/ {2,}/g, ' ') : part))
}
