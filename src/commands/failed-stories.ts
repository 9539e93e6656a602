import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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
  const pages = failed.map(({ test, played }) => {
    const lines = readFileSync(join(project, test.source.file), 'utf8').split(/\r\n|\n|\r/)
    const wrong = new Map(played.failures.map(({ source, got }) => [source.line, got]))
    return [
      `# ${test.source.file}:${test.source.line}`,
      ...itemAt(lines, test.source.line).map((text, at) => {
        const got = wrong.get(test.source.line + at)
        return got === undefined ? text : `${text}  # got: ${got.replaceAll(/\s+/g, ' ')}`
      }),
    ].join('\n')
  })
  mkdirSync(folder, { recursive: true })
  writeFileSync(path, `version: "3.1"\nstories:\n${pages.join('\n\n')}\n`)
  return path
}

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
