import { isScalar, type Node, Scalar } from 'yaml'
import type { Json } from '../conversation.ts'
import { addExample, type Line } from './add-example.ts'
import type { Draft } from './draft.ts'
import { lookupFile } from './lookup-file.ts'
import type { Place, YamlFile } from './read-yaml.ts'
import {
  checkKeys,
  type Entry,
  entriesOf,
  isEmpty,
  itemsOf,
  jsonOf,
  placeOf,
  report,
  sourceOf,
  textOf,
  valueAt,
  wantEntries,
  wantItems,
} from './yaml-nodes.ts'

const kinds = ['intent', 'synonym', 'regex', 'lookup']

/** What stands under `nlu:`. */
export function readNlu(node: Node | null, file: YamlFile, draft: Draft): void {
  for (const item of wantItems(node, file, 'nlu')) {
    const entries = wantEntries(item, file, 'An item of nlu')
    checkKeys(entries, [...kinds, 'examples', 'metadata'], file, 'An item of nlu')
    const kind = kinds.find((one) => entries.some(({ key }) => key === one))
    if (!kind) {
      if (entries.length > 0) {
        report(file, item, 'error', 'This item names no intent, synonym, regex or lookup.')
      }
      continue
    }
    const name = textOf(valueAt(entries, kind))
    if (name === null || name.trim() === '') {
      report(file, item, 'error', `The ${kind} has no name.`, `Write - ${kind}: its_name.`)
      continue
    }
    readItem(kind, name.trim(), item, entries, file, draft)
  }
}

function readItem(
  kind: string,
  name: string,
  item: Node,
  entries: readonly Entry[],
  file: YamlFile,
  draft: Draft,
): void {
  const examples = valueAt(entries, 'examples')
  if (isEmpty(examples)) {
    report(file, item, 'warning', `The ${kind} ${name} has no examples.`, 'Add some, or remove it.')
    return
  }
  const source = sourceOf(item, file, name)
  const path = textOf(examples)?.trim() ?? ''
  if (kind === 'lookup' && /^[^\n]+\.txt$/.test(path)) {
    const values = lookupFile(path.replace(/^- */, ''), draft)
    if (values) draft.lookups.push({ name, values, source })
    else {
      const message = `There is no list ${path}; ${name} goes without it.`
      report(file, examples, 'warning', message, 'List its words here.')
    }
    return
  }
  const lines = readExamples(examples!, file, `The ${kind} ${name}`)
  const texts = lines.map(({ text }) => text)
  switch (kind) {
    case 'intent': {
      const metadata = metadataOf(valueAt(entries, 'metadata'), file)
      for (const line of lines) addExample(name, { ...metadata, ...line }, file, draft)
      return
    }
    case 'synonym':
      for (const text of texts) draft.synonyms.push({ value: name, text })
      return
    case 'regex':
      for (const { text, place } of lines) {
        draft.regexes.push({
          name,
          pattern: text,
          source: { file: file.path, line: place.line, name },
        })
      }
      return
    default:
      draft.lookups.push({ name, values: texts, source })
  }
}

function readExamples(node: Node, file: YamlFile, what: string): Line[] {
  if (isScalar(node)) return readBlock(node, file, what)
  const items = itemsOf(node, file)
  if (!items) {
    report(file, node, 'error', `${what} should have its examples as text, each line after a dash.`)
    return []
  }
  return items.flatMap((item) => readListed(item, file, what))
}

/** An item of a list of examples: a text, or a text with metadata. */
function readListed(item: Node, file: YamlFile, what: string): Line[] {
  const plain = textOf(item)
  if (plain !== null) return [{ text: withoutDash(plain), place: placeOf(item, file) }]
  const entries = entriesOf(item, file)
  const node = entries && valueAt(entries, 'text')
  const text = textOf(node)
  if (!entries || text === null) {
    if (!isEmpty(item)) report(file, item, 'error', `${what} has an example without text.`)
    return []
  }
  checkKeys(entries, ['text', 'metadata'], file, 'An example')
  const metadata = metadataOf(valueAt(entries, 'metadata'), file)
  return [{ text: withoutDash(text), place: firstLine(node!, file), ...metadata }]
}

const withoutDash = (text: string): string => text.trim().replace(/^-\s+/, '')

const metadataOf = (node: Node | null, file: YamlFile): { metadata?: Json } =>
  isEmpty(node) ? {} : { metadata: jsonOf(node, file) }

/** The lines of `examples: |`, each after a dash, with where each stands in the file. */
function readBlock(node: Scalar, file: YamlFile, what: string): Line[] {
  const text = textOf(node)
  if (text === null) return []
  const start = firstLine(node, file).line
  const isLiteral = node.type === Scalar.BLOCK_LITERAL
  return text.split('\n').flatMap((line, at): Line[] => {
    const content = line.trim()
    if (content === '' || content === '-') return []
    const place = isLiteral ? linePlace(start + at, content, file) : placeOf(node, file)
    const example = /^-\s*/.exec(content)
    if (!example) {
      report(
        file,
        place,
        'warning',
        `${what} has a line without a dash; it is left out.`,
        'Begin it with "- ".',
      )
      return []
    }
    const dash = example[0].length
    return [{ text: content.slice(dash), place: { line: place.line, column: place.column + dash } }]
  })
}

/** Where the text of a scalar begins: of a block, on the line after its `|`. */
function firstLine(node: Node, file: YamlFile): Place {
  const place = placeOf(node, file)
  if (!isScalar(node)) return place
  const isBlock = node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED
  return isBlock ? { line: place.line + 1, column: 1 } : place
}

function linePlace(line: number, content: string, file: YamlFile): Place {
  const column = (file.lines[line - 1] ?? '').indexOf(content)
  return { line, column: Math.max(0, column) + 1 }
}
