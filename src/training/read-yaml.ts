import { isAlias, LineCounter, parseDocument, visit, type Document, type Node } from 'yaml'
import type { Language } from '../conversation.ts'
import { decodeText } from './decode-text.ts'
import type { Finding } from './project.ts'
import { tooMuch } from './yaml-bounds.ts'

/** One training file, parsed with its positions, and where to tell what is wrong with it. */
export type YamlFile = {
  /** Relative to the project, with `/`. */
  readonly path: string
  readonly lines: readonly string[]
  readonly document: Document
  readonly findings: Finding[]
  /** Of the folder it lies in (`zh/`); null when it lies in none. */
  readonly language: Language | null
  readonly placeAt: (offset: number) => Place
  /** What each anchor names, in the order of the file. */
  readonly anchors: ReadonlyMap<string, readonly Node[]>
  /**
   * How many more aliases may be followed, and entries merged: `&a [*b, *b]` upon itself grows
   * without end.
   */
  readonly left: { aliases: number; merged: number }
}

/** From 1. */
export type Place = { readonly line: number; readonly column: number }

/** Larger files are refused (bytes). */
export const largestFile = 8_000_000

const mostAliases = 1000
const mostMerged = 1000
const mostErrors = 20

/** Parses a file; null, with the reasons among the findings, when nothing can be made of it. */
export function readYaml(
  path: string,
  bytes: Uint8Array,
  language: Language | null,
  findings: Finding[],
): YamlFile | null {
  const refuse = (message: string, remedy: string, line = 1): null => {
    findings.push({ severity: 'error', file: path, line, column: 1, message, remedy })
    return null
  }
  if (bytes.length > largestFile) {
    const megabytes = (bytes.length / 1e6).toFixed(0)
    return refuse(
      `The file has ${megabytes} MB; at most ${largestFile / 1e6} are read.`,
      'Split it into several files.',
    )
  }
  const decoded = decodeText(bytes)
  if ('refused' in decoded) {
    return refuse(`${decoded.refused}.`, 'Save it as UTF-8.', decoded.line)
  }
  const { text } = decoded
  const much = tooMuch(text, /\.json$/i.test(path) && isJson(text))
  if (much) return refuse(much.message, much.remedy, much.line)

  const lineCounter = new LineCounter()
  let document: Document
  const { stackTraceLimit } = Error
  try {
    // Nobody reads where in the parser each of a thousand errors was made, and finding it takes long.
    Error.stackTraceLimit = 0
    // Keys are checked where maps are read: the parser compares each with all others.
    document = parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: false })
  } catch {
    return refuse('The file is not YAML.', 'Check its indentation and quotes.')
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
  const placeAt = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  for (const { message, pos } of document.errors.slice(0, mostErrors)) {
    findings.push({ severity: 'error', file: path, ...placeAt(pos[0]), message: sentence(message) })
  }
  if (document.errors.length > 0) return null
  for (const { message, pos } of document.warnings.slice(0, mostErrors)) {
    findings.push({
      severity: 'warning',
      file: path,
      ...placeAt(pos[0]),
      message: sentence(message),
    })
  }
  return {
    path,
    lines: text.split(/\r\n|\n|\r/),
    document,
    findings,
    language,
    placeAt,
    anchors: text.includes('&') ? anchorsOf(document) : new Map<string, Node[]>(),
    left: { aliases: mostAliases, merged: mostMerged },
  }
}

function sentence(message: string): string {
  if (/call stack/i.test(message)) return 'Too many levels stand inside one another.'
  return /[.!?]$/.test(message) ? message : `${message}.`
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Found once: the parser's own way looks through the whole file for each alias. */
function anchorsOf(document: Document): Map<string, Node[]> {
  const anchors = new Map<string, Node[]>()
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node) || !node.anchor) return
      const named = anchors.get(node.anchor)
      if (named) named.push(node)
      else anchors.set(node.anchor, [node])
    },
  })
  return anchors
}
