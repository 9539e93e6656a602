/** Finds and blackens a person's names in what others wrote. */

export type Redaction = (text: string) => string

/** Replaces each of the names by as many `█`, so that offsets into the text stay right. */
export function redaction(names: readonly string[]): Redaction {
  if (names.length === 0) return (text) => text
  // The longest first: of two that begin alike the whole of one is to go.
  const choices = names.toSorted((a, b) => b.length - a.length).map(pattern)
  const wanted = new RegExp(choices.join('|'), 'giu')
  return (text) => text.replace(wanted, (found) => '█'.repeat(found.length))
}

/** Values that our own words stand in, which are never about a person. */
const ours = new Set(['kind', 'by', 'how', 'from', 'action', 'model', 'file', 'response', 'reason'])

/** The same for all text in a JSON document; returned as it was when nothing is in it. */
export function redactJson(json: string, redact: Redaction): string {
  const read: unknown = JSON.parse(json)
  const redacted = walk(read, redact)
  return redacted === read ? json : JSON.stringify(redacted)
}

function walk(value: unknown, redact: Redaction): unknown {
  if (typeof value === 'string') return redact(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const items = value.map((item) => walk(item, redact))
    return items.some((item, i) => item !== value[i]) ? items : value
  }
  const entries = Object.entries(value)
  const walked = entries.map(([key, item]) => [key, ours.has(key) ? item : walk(item, redact)])
  return walked.some(([, item], i) => item !== entries[i]![1]) ? Object.fromEntries(walked) : value
}

/** "C-1001" is not in "C-10012"; Chinese has no spaces to go by. */
function pattern(name: string): string {
  const escaped = name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  const before = /^[\w\u00c0-\u024f]/.test(name) ? '(?<![\\p{L}\\p{N}])' : ''
  const after = /[\w\u00c0-\u024f]$/.test(name) ? '(?![\\p{L}\\p{N}])' : ''
  return `${before}${escaped}${after}`
}
