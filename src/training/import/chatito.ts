import { posix } from 'node:path'
import { startRandom } from '../random.ts'
import {
  type Importing,
  addEntity,
  addExample,
  addIntent,
  addLookup,
  addSynonym,
  remark,
} from './importing.ts'
import { joinParts, type Part } from './join-parts.ts'
import type { SourceFile } from './source-file.ts'
import type { SourceKind } from './source-kind.ts'

/** As many sentences are made of an intent at most, whatever it asks for. */
const most = 200
const deepest = 20

/** Chatito: sentences are made from its templates, the same at each import. */
export const chatito: SourceKind = {
  name: 'chatito',
  title: 'Chatito',
  claims: ({ path }) => /\.chatito$/i.test(path),
  read(files, into) {
    const read = new Map(files.map((file) => [posix.normalize(file.path), readBlocks(file, into)]))
    for (const [path, { blocks }] of read) {
      const all = withImported(path, read, into)
      for (const block of blocks) if (block.sign === '%') makeExamples(block, all, path, into)
    }
  },
}

type Block = {
  readonly sign: '%' | '@' | '~'
  readonly name: string
  readonly settings: Readonly<Record<string, string>>
  readonly lines: string[]
}

type Content = { readonly blocks: Block[]; readonly imports: string[] }

const settingsIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/'([^']*)'\s*:\s*'([^']*)'/g)].map((pair) => [pair[1]!, pair[2]!]),
  )

function readBlocks(file: SourceFile, into: Importing): Content {
  const blocks: Block[] = []
  const imports: string[] = []
  for (const line of file.text().split(/\r\n|\n|\r/)) {
    if (line.trim() === '' || /^\s*(?:#|\/\/)/.test(line)) continue
    const head = /^([%@~])\[([^\]]+)\](?:\((.*)\))?\s*$/.exec(line)
    const imported = /^import\s+(.+)$/.exec(line)
    if (imported) imports.push(posix.join(posix.dirname(file.path), imported[1]!.trim()))
    else if (head) {
      const sign = head[1] as Block['sign']
      blocks.push({ sign, name: head[2]!.trim(), settings: settingsIn(head[3] ?? ''), lines: [] })
    } else if (/^\s/.test(line) && blocks.length > 0) blocks.at(-1)!.lines.push(line.trim())
    else
      remark(
        into,
        'broken',
        file.path,
        `line ${JSON.stringify(line.slice(0, 80))}`,
        'It is neither a heading nor indented under one.',
      )
  }
  return { blocks, imports }
}

type Blocks = ReadonlyMap<string, Block>

function withImported(path: string, files: ReadonlyMap<string, Content>, into: Importing): Blocks {
  const all = new Map<string, Block>()
  const seen = new Set<string>()
  const walk = (at: string, from: string): void => {
    if (seen.has(at)) return
    seen.add(at)
    const content = files.get(at)
    if (!content) {
      remark(into, 'broken', from, `import ${at}`, 'There is no such file in the source.')
      return
    }
    for (const other of content.imports) walk(other, at)
    for (const block of content.blocks) all.set(block.sign + block.name, block)
  }
  walk(path, path)
  return all
}

function makeExamples(block: Block, all: Blocks, path: string, into: Importing): void {
  addIntent(into, path, block.name)
  const from = startRandom(1)
  const random = () => from.uniform()
  const wanted = Math.min(most, Number(block.settings['training'] ?? most) || most)
  const broken = new Set<string>()
  const made = new Set<string>()
  const draw: Draw = { all, random, broken, path, into }
  for (let tries = 0; tries < wanted * 5 && made.size < wanted; tries++) {
    // Every line is taken in turn, so that a rare one is not left to chance.
    const line = block.lines[tries % Math.max(block.lines.length, 1)]
    if (line === undefined) break
    const { text, entities } = joinParts(tidy(sentence(line, draw, 0)))
    if (made.has(text)) continue
    made.add(text)
    addExample(into, path, { text, entities, intent: block.name })
  }
  for (const name of broken)
    remark(
      into,
      'broken',
      path,
      `${name} in ${block.name}`,
      'It is described nowhere; its name is taken for the words.',
    )
  if (block.settings['testing'])
    remark(
      into,
      'left-out',
      path,
      `intent ${block.name}: ${block.settings['testing']} sentences for testing`,
      'All that are made are for training.',
    )
}

type Draw = {
  readonly all: Blocks
  readonly random: () => number
  readonly broken: Set<string>
  readonly path: string
  readonly into: Importing
}

/** One way to say a line: `~[greet?] @[city#to]`. */
function sentence(line: string, draw: Draw, depth: number): Part[] {
  const { all, random, broken } = draw
  const parts: Part[] = []
  let from = 0
  const plain = line.replace(/^\*\[[\d%]+\]\s*/, '')
  for (const found of plain.matchAll(/([~@])\[([^\]]+)\]/g)) {
    parts.push(plain.slice(from, found.index))
    from = found.index + found[0].length
    const sign = found[1] as '~' | '@'
    const name = found[2]!.replace(/\?$/, '')
    if (found[2]!.endsWith('?') && random() < 0.5) continue
    const block = all.get(sign + name) ?? all.get(sign + name.split('#')[0]!)
    if (!block || depth > deepest) {
      if (!block && sign === '@') broken.add(`${sign}[${name}]`)
      parts.push(name)
      continue
    }
    const way = chosen(block, random)
    const inner = sentence(way, draw, depth + 1)
    if (sign === '@') parts.push(slotOf(block, name, way, inner, draw))
    else parts.push(...inner)
  }
  return [...parts, plain.slice(from)]
}

const chosen = ({ lines }: Block, random: () => number): string =>
  lines[Math.floor(random() * lines.length)] ?? ''

function slotOf(block: Block, slot: string, way: string, inner: readonly Part[], draw: Draw): Part {
  const { path, into, all } = draw
  const entity = block.settings['entity'] ?? block.name.split('#')[0]!
  const words = inner
    .map((part) => (typeof part === 'string' ? part : part.words))
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
  addEntity(into, path, entity)
  if (!block.lines.some((line) => /[~@]\[/.test(line))) addLookup(into, path, entity, [words])
  // `~[newYork]('synonym': 'true')`: whatever it says means its name.
  const alias = all.get(`~${/^~\[([^\]?]+)\]$/.exec(way)?.[1] ?? ''}`)
  const value = alias?.settings['synonym'] === 'true' ? alias.name : words
  addSynonym(into, value, words)
  const [first = '', role] = slot.split('#')
  const as = role ?? (first === entity || block.settings['entity'] ? undefined : first)
  return { words, entity, ...(as && { role: as }), ...(value !== words && { value }) }
}

/** One space between words, none at the ends, wherever something optional was left out. */
function tidy(parts: readonly Part[]): Part[] {
  let isSpace = true
  return parts.map((part) => {
    if (typeof part !== 'string') {
      isSpace = false
      return part
    }
    let text = ''
    for (const letter of part) {
      const isBlank = /\s/.test(letter)
      if (!(isBlank && isSpace)) text += isBlank ? ' ' : letter
      isSpace = isBlank
    }
    return text
  })
}
