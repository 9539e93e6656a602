import type { ExampleEntity } from './project.ts'

/**
 * "from [Berlin]{"entity":"city","role":"from"} to [Rome](city)" → the text without annotations and
 * what they mark, with offsets into it. Brackets that mark nothing stay as they are. Broken
 * annotations are told of with their offset in what was written, and stay as they are too.
 */
export function readAnnotations(written: string): {
  readonly text: string
  readonly entities: readonly ExampleEntity[]
  readonly broken: readonly { readonly at: number; readonly message: string }[]
} {
  const entities: ExampleEntity[] = []
  const broken: { at: number; message: string }[] = []
  let text = ''
  let from = 0
  for (let close = written.indexOf(']'); close >= 0; close = written.indexOf(']', close + 1)) {
    if (close < from || !'({['.includes(written[close + 1] ?? ' ')) continue
    const open = written.lastIndexOf('[', close)
    if (open < from || open + 1 === close) continue
    const mark = readMark(written, close + 1)
    if (mark === null) continue
    if ('broken' in mark) {
      broken.push({ at: close + 1, message: mark.broken })
      continue
    }
    text += written.slice(from, open)
    const inside = written.slice(open + 1, close)
    const start = text.length
    text += inside
    for (const { value, ...entity } of mark.entities) {
      entities.push({ ...entity, value: value ?? inside, start, end: text.length })
    }
    from = mark.end
    close = mark.end - 1
  }
  return { text: text + written.slice(from), entities, broken }
}

type Mark = Omit<ExampleEntity, 'start' | 'end' | 'value'> & { readonly value?: string }

function readMark(
  written: string,
  at: number,
):
  | { readonly entities: readonly Mark[]; readonly end: number }
  | { readonly broken: string }
  | null {
  if (written[at] === '(') return readPlain(written, at)
  if (written[at] === '[' && written[at + 1] !== '{') return null
  const closing = written[at] === '{' ? '}' : ']'
  // A value may hold a closing bracket itself: the first end at which it is JSON is taken.
  let end = at
  for (let tries = 0; tries < 5; tries++) {
    end = written.indexOf(closing, end + 1)
    if (end < 0) break
    const parsed = parse(written.slice(at, end + 1))
    if (parsed !== undefined) return marksOf(parsed, end + 1)
  }
  if (!/^.\s*"/.test(written.slice(at, at + 20))) return null
  return { broken: `The annotation ${written.slice(at, at + 40)}… is not JSON.` }
}

/** `(city)` or, as in old files, `(city:Rome)`. */
function readPlain(
  written: string,
  at: number,
): { readonly entities: readonly Mark[]; readonly end: number } | null {
  const end = written.indexOf(')', at)
  if (end < 0) return null
  const inside = written.slice(at + 1, end)
  const colon = inside.indexOf(':')
  const entity = (colon < 0 ? inside : inside.slice(0, colon)).trim()
  // A link of Markdown is no entity.
  if (entity === '' || entity.includes('/') || /^\w+:\/\//.test(inside)) return null
  const value = colon < 0 ? undefined : inside.slice(colon + 1)
  return { entities: [{ entity, ...(value ? { value } : {}) }], end: end + 1 }
}

function marksOf(
  parsed: unknown,
  end: number,
): { readonly entities: readonly Mark[]; readonly end: number } | { readonly broken: string } {
  const entities: Mark[] = []
  for (const mark of Array.isArray(parsed) ? (parsed as unknown[]) : [parsed]) {
    const fields =
      typeof mark === 'object' && mark !== null ? (mark as Record<string, unknown>) : {}
    const { entity, value, role, group } = fields
    if (typeof entity !== 'string' || entity === '') {
      return { broken: 'The annotation names no "entity".' }
    }
    entities.push({
      entity,
      ...(value === undefined || value === null ? {} : { value: plain(value) }),
      ...(typeof role === 'string' ? { role } : {}),
      ...(group === undefined || group === null ? {} : { group: plain(group) }),
    })
  }
  return { entities, end }
}

const plain = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value)

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown
  } catch {
    return undefined
  }
}
