import { isAlias, isMap, isScalar, isSeq, type Node, type Scalar } from 'yaml'
import type { Json, Source } from '../conversation.ts'
import type { Finding } from './project.ts'
import type { Place, YamlFile } from './read-yaml.ts'
import { didYouMean } from './spelling.ts'

/** A key of a map and what stands under it. */
export type Entry = {
  readonly key: string
  readonly keyNode: Node | null
  readonly value: Node | null
}

export function placeOf(node: Node | null | undefined, file: YamlFile): Place {
  const offset = node?.range?.[0]
  return offset === undefined ? { line: 1, column: 1 } : file.placeAt(offset)
}

export const sourceOf = (node: Node | null | undefined, file: YamlFile, name?: string): Source => ({
  file: file.path,
  line: placeOf(node, file).line,
  ...(name === undefined ? {} : { name }),
})

export function report(
  file: YamlFile,
  where: Node | Place | null | undefined,
  severity: Finding['severity'],
  message: string,
  remedy?: string,
): void {
  const place = where && 'line' in where ? where : placeOf(where, file)
  file.findings.push({
    severity,
    file: file.path,
    line: place.line,
    column: place.column,
    message,
    ...(remedy === undefined ? {} : { remedy }),
  })
}

/** What an alias stands for; null when it leads nowhere or too far. */
export function resolved(node: unknown, file: YamlFile): Node | null {
  if (!isAlias(node)) return (node as Node | null | undefined) ?? null
  if (file.left.aliases-- <= 0) {
    if (file.left.aliases === -1) {
      report(file, node, 'error', 'Aliases (*name) are used too often.', 'Write the values out.')
    }
    return null
  }
  const before = node.range?.[0] ?? 0
  // The latest of that name before it.
  return file.anchors.get(node.source)?.findLast(({ range }) => (range?.[0] ?? 0) < before) ?? null
}

/** The entries of a map, those merged in with `<<` last; null when it is no map. */
export function entriesOf(node: unknown, file: YamlFile): Entry[] | null {
  const map = resolved(node, file)
  if (!isMap(map)) return null
  const entries: Entry[] = []
  const merged: Entry[] = []
  const seen = new Set<string>()
  for (const { key, value } of map.items) {
    const keyNode = resolved(key, file)
    const name = textOf(keyNode)
    if (name === null) {
      report(file, keyNode ?? map, 'error', 'A key must be a plain word.')
    } else if (name === '<<') {
      merged.push(...mergedEntries(value, keyNode, file))
    } else if (name === '__proto__') {
      report(file, keyNode, 'error', 'The name __proto__ cannot be used.', 'Choose another name.')
    } else if (seen.has(name)) {
      report(file, keyNode, 'error', `The key ${name} stands here a second time.`, 'Join the two.')
    } else {
      seen.add(name)
      entries.push({ key: name, keyNode, value: resolved(value, file) })
    }
  }
  return [...entries, ...merged.filter(({ key }) => !seen.has(key))]
}

/** What `<<` brings in; nothing once it was too much. */
function mergedEntries(node: unknown, keyNode: Node | null, file: YamlFile): Entry[] {
  if (file.left.merged < 0) return []
  const entries = entriesOf(node, file) ?? []
  file.left.merged -= entries.length
  if (file.left.merged >= 0) return entries
  report(file, keyNode, 'error', 'Too much is merged with <<.', 'Write the values out.')
  return []
}

export function itemsOf(node: unknown, file: YamlFile): Node[] | null {
  const list = resolved(node, file)
  if (!isSeq(list)) return null
  return list.items.flatMap((item) => {
    const node = resolved(item, file)
    return node ? [node] : []
  })
}

/** A map's entries, or a finding that there should be one. An empty value is an empty map. */
export function wantEntries(
  node: unknown,
  file: YamlFile,
  what: string,
  near?: Node | null,
): Entry[] {
  if (isEmpty(node)) return []
  const entries = entriesOf(node, file)
  if (entries) return entries
  report(
    file,
    (node as Node | null) ?? near,
    'error',
    `${what} should be a map of names to values.`,
  )
  return []
}

/** A list's items, or a finding that there should be one. An empty value is an empty list. */
export function wantItems(node: unknown, file: YamlFile, what: string, near?: Node | null): Node[] {
  if (isEmpty(node)) return []
  const items = itemsOf(node, file)
  if (items) return items
  report(
    file,
    (node as Node | null) ?? near,
    'error',
    `${what} should be a list, each item after a dash.`,
  )
  return []
}

export const isEmpty = (node: unknown): boolean =>
  node === null || node === undefined || (isScalar(node) && node.value === null)

/** A scalar as the text it was written as (`yes`, `3.10`); null for lists, maps and nothing. */
export function textOf(node: unknown): string | null {
  if (!isScalar(node) || node.value === null || node.value === undefined) return null
  const { source, value } = node
  if (typeof value === 'string') return value
  return source ?? JSON.stringify(value) ?? null
}

const deepestJson = 50

/** The plain value; what stands too deep or cannot be a value is null. */
export function jsonOf(node: unknown, file: YamlFile, depth = 0): Json {
  const value = resolved(node, file)
  if (value === null || depth > deepestJson) return null
  if (isScalar(value)) return scalarJson(value)
  const items = itemsOf(value, file)
  if (items) return items.map((item) => jsonOf(item, file, depth + 1))
  const entries = entriesOf(value, file) ?? []
  return Object.fromEntries(
    entries.map((entry) => [entry.key, jsonOf(entry.value, file, depth + 1)]),
  )
}

function scalarJson({ value, source }: Scalar): Json {
  if (typeof value === 'number') return Number.isFinite(value) ? value : (source ?? null)
  if (typeof value === 'string' || typeof value === 'boolean') return value
  return typeof value === 'bigint' ? String(value) : null
}

/** Tells of keys that nothing reads, with the likeliest spelling. */
export function checkKeys(
  entries: readonly Entry[],
  known: readonly string[],
  file: YamlFile,
  what: string,
): void {
  for (const { key, keyNode } of entries) {
    if (known.includes(key)) continue
    report(
      file,
      keyNode,
      'warning',
      `${what} has no key ${key}; it is left out.`,
      didYouMean(key, known) ?? `Known keys: ${known.join(', ')}.`,
    )
  }
}

/** The value under a key, or null. */
export const valueAt = (entries: readonly Entry[], key: string): Node | null =>
  entries.find((entry) => entry.key === key)?.value ?? null

/** A name or a list of names. */
export function namesOf(node: unknown, file: YamlFile): string[] {
  const one = textOf(resolved(node, file))
  if (one !== null) return [one]
  return (itemsOf(node, file) ?? []).flatMap((item) => textOf(item) ?? [])
}
