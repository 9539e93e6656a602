import { LineCounter, parseDocument, type Document } from 'yaml'
import type { Language } from '../conversation.ts'
import { decodeText } from './decode-text.ts'
import type { Finding } from './project.ts'

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
  /** How many more aliases may be followed: `&a [*b, *b]` upon itself grows without end. */
  readonly left: { aliases: number }
}

/** From 1. */
export type Place = { readonly line: number; readonly column: number }

/** Larger files are refused (bytes). */
export const largestFile = 8_000_000

const deepest = 200
const mostAliases = 1000
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
  const tooDeep = lineTooDeep(text)
  if (tooDeep !== null) {
    return refuse(
      `More than ${deepest} levels stand inside one another.`,
      'Make it flatter.',
      tooDeep,
    )
  }

  const lineCounter = new LineCounter()
  let document: Document
  try {
    // Keys are checked where maps are read: the parser compares each with all others.
    document = parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: false })
  } catch {
    return refuse('The file is not YAML.', 'Check its indentation and quotes.')
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
    left: { aliases: mostAliases },
  }
}

function sentence(message: string): string {
  if (/call stack/i.test(message)) return 'Too many levels stand inside one another.'
  return /[.!?]$/.test(message) ? message : `${message}.`
}

/**
 * The first line on which brackets or dashes nest too deep, or null. The parser takes quadratic
 * time over such lines, so they are counted before it sees them.
 */
function lineTooDeep(text: string): number | null {
  let line = 0
  let open = 0
  for (const content of text.split('\n')) {
    line++
    if (/[^[\]{}\s,]/.test(content)) open = 0
    if (/^\s*(?:[-?]\s+){200}/.test(content)) return line
    for (let at = 0; at < content.length; at++) {
      const letter = content[at]
      if (letter === '[' || letter === '{') open++
      else if (letter === ']' || letter === '}') open = Math.max(0, open - 1)
      if (open > deepest) return line
    }
  }
  return null
}
