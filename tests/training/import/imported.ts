import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { writeProject } from '../../../src/training/export/write-project.ts'
import { type Imported, importSource } from '../../../src/training/import/import-source.ts'
import type { Example, Finding } from '../../../src/training/project.ts'
import { readFiles } from '../../../src/training/read-project.ts'

export type Files = Readonly<Record<string, unknown>>

/** Files by path: text and bytes as they are, anything else as JSON. */
export async function imported(files: Files, from?: string): Promise<Imported> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-import-'))
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      const isWritten = typeof content === 'string' || Buffer.isBuffer(content)
      writeFileSync(join(folder, path), isWritten ? content : JSON.stringify(content))
    }
    return await importSource(folder, from)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** `greet: hello [Ada](name)`, with the language when there are several. */
export function linesOf({ project }: Imported): string[] {
  return project.nlu.examples.map(lineOf)
}

function lineOf({ intent, text, entities, language }: Example): string {
  let marked = ''
  let from = 0
  for (const { entity, start, end, role, value } of entities) {
    const words = text.slice(start, end)
    const kind = `${entity}${role ? `.${role}` : ''}${value === words ? '' : `=${value}`}`
    marked += `${text.slice(from, start)}[${words}](${kind})`
    from = end
  }
  return `${language} ${intent}: ${marked}${text.slice(from)}`
}

/** What our own reader says is wrong with the files that are written of it. */
export function errorsOf({ project }: Imported): Finding[] {
  const files = writeProject(project).map(({ path, text }) => ({ path, bytes: Buffer.from(text) }))
  return readFiles(files).findings.filter(({ severity }) => severity === 'error')
}
