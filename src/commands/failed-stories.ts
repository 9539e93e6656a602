import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Source } from '../conversation.ts'
import type { ConversationTest } from '../training/project.ts'
import type { Result } from './test-report.ts'

const file = 'failed_test_stories.yml'

/**
 * Writes the tests that failed as they stand in their files, each line that went wrong with what came
 * instead, to `failed_test_stories.yml` as Rasa does. Nothing failed: no file. Resolves to its path.
 */
export function writeFailedStories(
  results: readonly Result[],
  project: string,
  folder: string,
): string | null {
  const path = join(folder, file)
  const failed = results.filter(({ played }) => played.failures.length > 0)
  if (failed.length === 0) {
    rmSync(path, { force: true })
    return null
  }
  const sections = keys.flatMap((key) => {
    const items = failed.filter(({ test }) => keyOf(test, project) === key)
    if (items.length === 0) return []
    return [`${key}:\n${items.map((item) => pageOf(item, project)).join('\n\n')}\n`]
  })
  mkdirSync(folder, { recursive: true })
  writeFileSync(path, `version: "3.1"\n${sections.join('\n')}`)
  return path
}

const keys = ['stories', 'test_cases', 'conversations']

/** The key that such a test stands under. */
function keyOf({ kind, source }: ConversationTest, project: string): string {
  if (kind === 'story') return 'stories'
  return /^\s*-\s+test_case:/.test(linesOf(source, project)[source.line - 1] ?? '')
    ? 'test_cases'
    : 'conversations'
}

function pageOf({ test: { name, source }, played }: Result, project: string): string {
  const lines = linesOf(source, project)
  const wrong = new Map(played.failures.map((failure) => [failure.source.line, failure.got]))
  const marked = lines.map((text, at) => {
    const got = wrong.get(at + 1)
    return got === undefined ? text : `${text}  # got: ${got.replaceAll(/\s+/g, ' ')}`
  })
  // A file of its own has no name inside it.
  const isWholeFile = !/^\s*-\s+(story|test_case|conversation):/.test(lines[source.line - 1] ?? '')
  const item = isWholeFile
    ? [
        `- conversation: ${JSON.stringify(name)}`,
        '  steps:',
        ...marked.map((text) => `    ${text}`),
      ]
    : itemAt(marked, source.line)
  return [`# ${source.file}:${source.line}`, ...item].join('\n')
}

const linesOf = ({ file }: Source, project: string): string[] =>
  readFileSync(join(project, file), 'utf8').split(/\r\n|\n|\r/)

/** The lines of a list's item: all that stand further in than its dash. */
function itemAt(lines: readonly string[], line: number): string[] {
  const first = lines[line - 1] ?? ''
  const indent = first.length - first.trimStart().length
  let end = line
  while (end < lines.length && isInside(lines[end]!, indent)) end++
  return lines
    .slice(line - 1, end)
    .map((text) => text.slice(indent))
    .filter((text) => text.trim() !== '')
}

const isInside = (text: string, indent: number): boolean =>
  text.trim() === '' || text.length - text.trimStart().length > indent
