import { open, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding } from './project.ts'
import { largestFile } from './read-yaml.ts'

export type FoundFile = { readonly path: string; readonly bytes: Uint8Array }

const mostFiles = 5000
const mostBytes = 100_000_000
const deepest = 20

/** Folders that hold no training files whatever their ending. */
const passedOver = new Set(['node_modules', 'models', 'results', '__pycache__', 'venv'])

/**
 * The training files of a project (YAML, and the Markdown and JSON of Rasa 1, and lists in .txt), by path, in an order that is the same everywhere. Links are not
 * followed: nothing outside the folder is read.
 */
export async function findFiles(project: string, findings: Finding[]): Promise<FoundFile[]> {
  const paths: string[] = []
  const tell = (file: string, message: string, remedy: string) =>
    findings.push({ severity: 'error', file, line: 1, column: 1, message, remedy })

  const walk = async (folder: string, depth: number): Promise<void> => {
    let entries
    try {
      entries = await readdir(join(project, folder), { withFileTypes: true })
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown'
      tell(
        folder || '.',
        `The folder ${folder || project} cannot be read (${code}).`,
        'Check the path.',
      )
      return
    }
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.name.startsWith('.') || passedOver.has(entry.name)) continue
      if (entry.isDirectory() && depth < deepest) await walk(path, depth + 1)
      else if (entry.isFile() && /\.(ya?ml|txt)$/i.test(entry.name)) paths.push(path)
      else if (entry.isFile() && (await isOfRasa1(join(project, path), entry.name)))
        paths.push(path)
    }
  }
  await walk('', 0)
  paths.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  if (paths.length > mostFiles) {
    tell(
      '.',
      `There are ${paths.length} files; at most ${mostFiles} are read.`,
      'Join some of them.',
    )
  }
  return readAll(project, paths.slice(0, mostFiles), tell)
}

async function readAll(
  project: string,
  paths: readonly string[],
  tell: (file: string, message: string, remedy: string) => void,
): Promise<FoundFile[]> {
  const files: FoundFile[] = []
  let total = 0
  for (const path of paths) {
    try {
      const { size } = await stat(join(project, path))
      total += size
      if (size > largestFile) {
        tell(
          path,
          `The file has ${Math.ceil(size / 1e6)} MB; at most ${largestFile / 1e6} are read.`,
          'Split it.',
        )
      } else if (total > mostBytes) {
        tell(path, `All files together have more than ${mostBytes / 1e6} MB.`, 'Remove some.')
        return files
      } else files.push({ path, bytes: await readFile(join(project, path)) })
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown'
      tell(path, `The file cannot be read (${code}).`, 'Check its permissions.')
    }
  }
  return files
}

/** Whether a JSON or Markdown file is training data as of Rasa 1, by its beginning. */
async function isOfRasa1(file: string, name: string): Promise<boolean> {
  if (!/\.(json|md)$/i.test(name) || /^readme/i.test(name)) return false
  let handle
  try {
    handle = await open(file)
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4000), 0, 4000, 0)
    const beginning = buffer.toString('utf8', 0, bytesRead)
    return /\.json$/i.test(name) ? beginning.includes('"rasa_nlu_data"') : isMarkdown(beginning)
  } catch {
    return false
  } finally {
    await handle?.close()
  }
}

/** Sections of examples, or stories: a title, what the customer means, what the bot does. */
const isMarkdown = (text: string): boolean =>
  /^ {0,3}## *(intent|synonym|regex|lookup) *:/m.test(text) ||
  /^ {0,3}## [^\n]*\n(?:\s*\n| *>[^\n]*\n| *<!--[^\n]*\n)*\* *[\w"/][^\n]*\n *- *\S/m.test(text)
