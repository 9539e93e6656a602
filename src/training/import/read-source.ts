import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Problem } from '../../problem.ts'
import { decodeText } from '../decode-text.ts'
import { isZip, openZip, type ZippedFile } from './open-zip.ts'
import { readJson } from './read-json.ts'
import type { Remark } from './remark.ts'
import type { SourceFile } from './source-file.ts'

const mostFiles = 20_000
const mostBytes = 100_000_000
const largestFile = 50_000_000
const deepest = 20

const passedOver = /^(?:\..*|__MACOSX|node_modules|__pycache__|Thumbs\.db)$/

/**
 * All files of a folder, an archive, or the one file named. What is broken is remarked upon when it
 * is looked at. Problems: 'SourceNotFound', 'SourceTooLarge' and those of `openZip`.
 */
export async function readSource(path: string, remarks: Remark[]): Promise<SourceFile[]> {
  const found = await stat(path).catch(() => null)
  if (!found) {
    throw new Problem('not-found', 'SourceNotFound', `There is no file or folder ${path}.`)
  }
  if (found.isDirectory()) return (await readFolder(path)).map((one) => sourceFile(one, remarks))
  if (found.size > largestFile) throw tooLarge(path, found.size)
  const bytes = await readFile(path)
  const name = basename(path)
  const files = isZip(bytes) ? await openZip(bytes, name) : [{ path: name, bytes }]
  return files
    .filter((file) => !file.path.split('/').some((part) => passedOver.test(part)))
    .map((file) => sourceFile(file, remarks))
}

/** Links are not followed: nothing outside the folder is read. */
async function readFolder(root: string): Promise<ZippedFile[]> {
  const files: ZippedFile[] = []
  let total = 0
  const walk = async (folder: string, depth: number): Promise<void> => {
    const entries = await readdir(join(root, folder), { withFileTypes: true })
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (passedOver.test(entry.name)) continue
      if (entry.isDirectory() && depth < deepest) await walk(path, depth + 1)
      if (!entry.isFile()) continue
      const { size } = await stat(join(root, path))
      total += size
      if (total > mostBytes || files.length >= mostFiles) throw tooLarge(root, total)
      if (size <= largestFile) files.push({ path, bytes: await readFile(join(root, path)) })
    }
  }
  await walk('', 0)
  return files
}

function sourceFile({ path, bytes }: ZippedFile, remarks: Remark[]): SourceFile {
  let text: string | undefined
  let json: readonly unknown[] | undefined
  const readText = (): string => {
    const decoded = decodeText(bytes)
    if ('text' in decoded) return decoded.text
    // Pictures and the like are nobody's training files.
    if (/\.(?:json|ya?ml|md|csv|tsv|lu|txt|chatito)$/i.test(path)) {
      const why = `${decoded.refused} (line ${decoded.line}). Save it as UTF-8.`
      remarks.push({ kind: 'broken', file: path, item: 'the file', why })
    }
    return ''
  }
  return {
    path,
    bytes,
    text: () => (text ??= readText()),
    json: () =>
      (json ??= /\.json$/i.test(path) ? readJson(path, (text ??= readText()), remarks) : []),
  }
}

function tooLarge(path: string, size: number): Problem {
  return new Problem(
    'invalid',
    'SourceTooLarge',
    `${path} is too large (${Math.ceil(size / 1e6)} MB and more, or over ${mostFiles} files). Import it in parts.`,
  )
}
