import { fillTemplate } from './fill-template.ts'
import {
  type GivenEntity,
  type Importing,
  addEntity,
  addExample,
  addIntent,
  addLookup,
  addRegex,
  addResponse,
  addRule,
  addSynonym,
  remark,
} from './importing.ts'
import { innermost } from './innermost.ts'
import { languageIn } from './language-in.ts'
import { patternParts } from './pattern-parts.ts'
import type { SourceFile } from './source-file.ts'
import type { SourceKind } from './source-kind.ts'
import { valuesSeen } from './values-seen.ts'

/** Microsoft's `.lu` and `.qna` files. */
export const lu: SourceKind = {
  name: 'lu',
  title: '.lu',
  claims: ({ path }) => /\.(?:lu|qna)$/i.test(path),
  read(files, into) {
    const patterns: Pattern[] = []
    for (const file of files) readFile(file, patterns, into)
    // After all examples, whose values fill their gaps.
    for (const { path, intent, text, language } of patterns) {
      const sentences = patternParts(text.replace(/\{@/g, '{'))
      if (!sentences) {
        remark(
          into,
          'broken',
          path,
          `pattern ${JSON.stringify(text)}`,
          'Its brackets do not match.',
        )
        continue
      }
      for (const parts of sentences) {
        fillTemplate(into, path, intent, parts, { valuesOf: valuesSeen(into, path), language })
      }
    }
  },
}

type Pattern = {
  readonly path: string
  readonly intent: string
  readonly text: string
  readonly language: string
}

type Reading = {
  readonly path: string
  readonly language: string
  readonly into: Importing
  readonly patterns: Pattern[]
  /** What the lines below a heading belong to. */
  section:
    | { readonly kind: 'intent'; readonly name: string }
    | { readonly kind: 'list'; readonly name: string; value: string }
    | { readonly kind: 'regex'; readonly name: string }
    | { readonly kind: 'answer'; readonly name: string; readonly questions: string[] }
    | { readonly kind: 'left-out' }
    | null
}

function readFile(file: SourceFile, patterns: Pattern[], into: Importing): void {
  const text = file.text()
  const culture =
    /@app\.culture\s*=\s*([\w-]+)/.exec(text)?.[1] ??
    /\.([a-z]{2}-[a-z]{2})\.(?:lu|qna)$/i.exec(file.path)?.[1]
  const language =
    languageIn(culture ?? /(?:^|\/)([a-z]{2}-[a-z]{2})\//i.exec(file.path)?.[1]) ?? 'en'
  into.draft.language ??= language
  const reading: Reading = { path: file.path, language, into, patterns, section: null }
  const lines = text.split(/\r\n|\n|\r/)
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    if (/^\s*```/.test(line)) {
      const end = lines.findIndex((other, n) => n > at && /^\s*```/.test(other))
      const words = lines.slice(at + 1, end < 0 ? lines.length : end)
      readAnswer(words.join('\n').trim(), reading)
      at = end < 0 ? lines.length : end
    } else readLine(line, reading)
  }
}

function readLine(line: string, reading: Reading): void {
  const { path, into } = reading
  const plain = line.trim()
  if (plain === '' || plain.startsWith('>') || plain.startsWith('<!--')) return
  const heading = /^(#+)\s*(\??)\s*(.*)$/.exec(plain)
  if (heading) {
    const name = heading[3]!.trim()
    if (heading[2] === '?') {
      const intent = `qna ${name.slice(0, 60)}`
      reading.section = { kind: 'answer', name: intent, questions: [name] }
      addExample(into, path, { text: name, intent, language: reading.language })
    } else {
      reading.section = { kind: 'intent', name }
      addIntent(into, path, name)
    }
    return
  }
  if (/^[@$]/.test(plain)) return readDefinition(plain, reading)
  const item = /^[-*+](?![-*+])\s*(.+)$/.exec(plain)
  if (item) return readItem(item[1]!.trim(), line, reading)
  const link = /^\[[^\]]*\]\(([^)]+)\)$/.exec(plain)
  if (link) {
    const target = link[1]!
    if (!/^(?:\.|\w).*\.(?:lu|qna)(?:#.*)?$/i.test(target))
      remark(
        into,
        'left-out',
        path,
        `reference ${target}`,
        'Only files of the same source are read.',
      )
    return
  }
  if (plain.startsWith('**') || reading.section?.kind === 'left-out') return
  remark(
    into,
    'left-out',
    path,
    `line ${JSON.stringify(plain.slice(0, 80))}`,
    'It is neither a heading nor an item.',
  )
}

/** `@ ml city hasRoles from, to` · `@ list color =` · `@ regex hex = /[0-9a-f]+/` · `$old:simple`. */
function readDefinition(line: string, reading: Reading): void {
  const { path, into } = reading
  const leave = (item: string, why: string) => {
    remark(into, 'left-out', path, item, why)
    reading.section = { kind: 'left-out' }
  }
  const old = /^\$\s*([^:]+):\s*(.*)$/.exec(line)
  if (old) return readOldDefinition(old[1]!.trim(), old[2]!.trim(), reading)
  const found = /^@\s*(\w+)?\s*("[^"]+"|'[^']+'|[^\s=([]+)?(.*)$/.exec(line)
  const kind = found?.[1]?.toLowerCase() ?? ''
  const name = (found?.[2] ?? '').replace(/^["']|["']$/g, '').replace(/[,:]$/, '')
  const rest = found?.[3] ?? ''
  // Many names may stand in one line, with a comma or a space between them; roles follow hasRoles.
  const roles =
    /hasRoles?\s+([^=]*?)(?:\s+usesFeatures?|=|$)/i
      .exec(rest)?.[1]
      ?.split(/[,\s]+/)
      .filter(Boolean) ?? []
  const regex = /=\s*\/(.*)\/\s*$/.exec(rest)?.[1]
  switch (kind) {
    case 'ml':
    case 'simple':
    case 'composite':
    case 'patternany':
      addEntity(into, path, name)
      for (const role of roles) addEntity(into, path, name, role)
      reading.section = kind === 'ml' || kind === 'composite' ? { kind: 'left-out' } : null
      return
    case 'list':
      addEntity(into, path, name)
      reading.section = { kind: 'list', name, value: '' }
      return
    case 'regex':
      addEntity(into, path, name)
      if (regex !== undefined) addRegex(into, path, name, regex)
      reading.section = regex === undefined ? { kind: 'regex', name } : null
      return
    case 'prebuilt':
      addEntity(into, path, name)
      for (const role of [...roles, ...rest.replace(/hasRoles?.*/i, '').split(/[,\s]+/)].filter(
        (one) => /^\w+$/.test(one),
      ))
        addEntity(into, path, name, role)
      return leave(`prebuilt entity ${name}`, 'It is only found where examples mark it.')
    case 'intent':
      return leave(`@ intent ${name}${rest}`, 'Hints to the features have no counterpart.')
    case 'phraselist':
      return leave(`phrase list ${name}`, 'Hints to the features have no counterpart.')
    default:
      return leave(
        `definition ${JSON.stringify(line.slice(0, 80))}`,
        'It is of no kind that is known.',
      )
  }
}

/** `$city:simple`, `$color:red=` (a list), `$PREBUILT:number`, `$hex:/[0-9a-f]+/`, `$words:phraseList`. */
function readOldDefinition(name: string, rest: string, reading: Reading): void {
  const { path, into } = reading
  reading.section = null
  if (/^prebuilt$/i.test(name)) {
    addEntity(into, path, rest.split(/\s/)[0]!)
    remark(
      into,
      'left-out',
      path,
      `prebuilt entity ${rest}`,
      'It is only found where examples mark it.',
    )
    return
  }
  const regex = /^\/(.*)\/$/.exec(rest)?.[1]
  if (regex !== undefined) return addRegex(into, path, name, regex)
  if (/^phraselist/i.test(rest)) {
    remark(
      into,
      'left-out',
      path,
      `phrase list ${name}`,
      'Hints to the features have no counterpart.',
    )
    reading.section = { kind: 'left-out' }
    return
  }
  addEntity(into, path, name)
  const value = /^(.*?)\s*=\s*$/.exec(rest)?.[1]
  if (value !== undefined) {
    reading.section = { kind: 'list', name, value }
    addLookup(into, path, name, [value])
  } else if (rest !== 'simple' && !rest.startsWith('simple')) {
    remark(into, 'left-out', path, `definition $${name}:${rest}`, 'It is of no kind that is known.')
  }
}

function readItem(item: string, line: string, reading: Reading): void {
  const { path, into, section } = reading
  switch (section?.kind) {
    case 'intent':
      return readUtterance(item, section.name, reading)
    case 'list': {
      const value = /^(.*?)\s*:\s*$/.exec(item)?.[1]
      if (value !== undefined) section.value = value.trim()
      for (const word of value !== undefined ? [section.value] : item.split(/\s*[;,]\s*/)) {
        addLookup(into, path, section.name, [word])
        if (value === undefined && section.value) addSynonym(into, section.value, word)
      }
      return
    }
    case 'regex':
      return addRegex(into, path, section.name, item.replace(/^\/|\/$/g, ''))
    case 'answer':
      section.questions.push(item)
      return addExample(into, path, {
        text: item,
        intent: section.name,
        language: reading.language,
      })
    case 'left-out':
      return remark(
        into,
        'left-out',
        path,
        `item ${JSON.stringify(item.slice(0, 80))}`,
        'What it belongs to has no counterpart.',
      )
    default:
      remark(
        into,
        'left-out',
        path,
        `item ${JSON.stringify(line.trim().slice(0, 80))}`,
        'It stands under no heading.',
      )
  }
}

/** Where a mark has no words, as in `I live in {city}`, it is a pattern, and so are [optional] words. */
function readUtterance(item: string, intent: string, reading: Reading): void {
  const { path, language, into, patterns } = reading
  const link = /^\[[^\]]*\]\(([^)]+)\)$/.exec(item)
  if (link)
    return remark(
      into,
      'left-out',
      path,
      `reference ${link[1]} in ${intent}`,
      'Examples of other files are read where they stand.',
    )
  const marked = readMarks(item)
  if (!marked)
    return remark(
      into,
      'broken',
      path,
      `example ${JSON.stringify(item.slice(0, 80))}`,
      'Its brackets do not match.',
    )
  if (marked.isPattern) {
    patterns.push({ path, intent, text: item, language })
    return
  }
  const entities = innermost(into, path, marked.entities)
  addExample(into, path, { text: marked.text, intent, entities, language })
}

/** `set {@place = {@room = kitchen} lights}` → its words and what they mark, outer ones first. */
function readMarks(
  item: string,
): { text: string; entities: GivenEntity[]; isPattern: boolean } | null {
  let text = ''
  let isPattern = /\[[^\]]+\]|\([^)]*\|[^)]*\)/.test(item)
  const entities: GivenEntity[] = []
  const open: { entity: string; role?: string; start: number; at: number }[] = []
  for (let at = 0; at < item.length; at++) {
    const letter = item[at]!
    if (letter === '{') {
      const label = /^\{\s*@?([^={}]+?)\s*(=\s*|\})/.exec(item.slice(at))
      if (!label) return null
      const [entity = '', role] = label[1]!.split(':').map((part) => part.trim())
      if (label[2] === '}') isPattern = true
      else {
        open.push({ entity, ...(role && { role }), start: text.length, at: entities.length })
        entities.push({ entity, start: text.length, end: text.length })
      }
      at += label[0].length - 1
    } else if (letter === '}') {
      const { entity, role, start, at: place } = open.pop() ?? {}
      if (entity === undefined || start === undefined || place === undefined) return null
      const end = text.trimEnd().length
      entities[place] = { entity, start, end: Math.max(end, start), ...(role && { role }) }
    } else text += letter
  }
  return open.length > 0 ? null : { text, entities, isPattern }
}

function readAnswer(answer: string, reading: Reading): void {
  const { section, into, path, language } = reading
  if (section?.kind !== 'answer' || answer === '') return
  const response = addResponse(into, path, section.name, [{ text: answer, language }])
  addRule(into, section.name, [
    { intent: addIntent(into, path, section.name) },
    { action: response },
  ])
}
