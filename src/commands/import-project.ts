import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Problem } from '../problem.ts'
import { showProgress } from '../progress.ts'
import { writeProject } from '../training/export/write-project.ts'
import { type Imported, importSource, sourceKinds } from '../training/import/import-source.ts'
import type { Finding } from '../training/project.ts'
import { readProject } from '../training/read-project.ts'
import type { Command } from './command.ts'

export const importProject: Command = {
  usage: 'parley import SOURCE --to DIR [--from KIND] [--json]',
  help: `Turns another system's files into training files, with a report of what has no counterpart.
SOURCE is a file, a folder or a zip archive; DIR must be new or empty. The kind is told by what is
in the files; --from names it: ${sourceKinds.map(({ name }) => name).join(', ')}.`,
  async run({ words, to, from, json }) {
    const [source] = words
    if (source === undefined || to === undefined) {
      throw new Problem(
        'invalid',
        'WrongUse',
        'Name what to import and where to: parley import SOURCE --to DIR.',
      )
    }
    checkKind(from)
    checkEmpty(to)
    const progress = showProgress()
    try {
      const imported = await importSource(source, from, progress.show)
      const files = filesOf(imported)
      for (const [done, { path, content }] of files.entries()) {
        progress.show({ stage: 'writing', done, total: files.length })
        mkdirSync(dirname(join(to, path)), { recursive: true })
        writeFileSync(join(to, path), content)
      }
      progress.show({ stage: 'checking', done: 0, total: 1 })
      const { findings } = await readProject(to)
      progress.end()
      const errors = findings.filter(({ severity }) => severity === 'error')
      if (json) console.log(JSON.stringify(reportOf(source, to, imported, files, findings)))
      else print(to, imported, files.length, errors)
      return errors.length > 0 ? 1 : 0
    } finally {
      progress.end()
    }
  },
}

type ToWrite = { readonly path: string; readonly content: string | Uint8Array }

function filesOf({ project, kept }: Imported): ToWrite[] {
  return [
    ...writeProject(project).map(({ path, text }) => ({ path, content: text })),
    ...kept.map(({ path, bytes }) => ({ path, content: bytes })),
  ]
}

function checkKind(from: string | undefined): void {
  const kinds = sourceKinds.map(({ name }) => name)
  if (from === undefined || kinds.includes(from)) return
  throw new Problem(
    'invalid',
    'WrongUse',
    `There is no kind ${from}. Known kinds: ${kinds.join(', ')}.`,
  )
}

/** Nobody's files are written over. */
function checkEmpty(folder: string): void {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return
  throw new Problem(
    'conflict',
    'NotEmpty',
    `The folder ${folder} is not empty. Name a new one with --to.`,
  )
}

function countsOf({ project: { nlu, bot } }: Imported) {
  return {
    intents: new Set([...Object.keys(bot.intents), ...nlu.examples.map(({ intent }) => intent)])
      .size,
    examples: nlu.examples.length,
    entities: Object.keys(bot.entities).length,
    synonyms: nlu.synonyms.length,
    regexes: nlu.regexes.length,
    lookups: nlu.lookups.length,
    slots: Object.keys(bot.slots).length,
    forms: Object.keys(bot.forms).length,
    responses: Object.keys(bot.responses).length,
    rules: bot.rules.length,
    stories: bot.stories.length,
  }
}

function reportOf(
  source: string,
  to: string,
  imported: Imported,
  files: readonly ToWrite[],
  findings: readonly Finding[],
) {
  const { kind, remarks } = imported
  const written = files.map(({ path }) => path)
  return { source, kind, to, files: written, counts: countsOf(imported), remarks, findings }
}

const headings = {
  broken: 'could not be read',
  'left-out': 'has no counterpart',
  changed: 'is not as it was',
} as const

function print(to: string, imported: Imported, files: number, errors: readonly Finding[]): void {
  const counts = Object.entries(countsOf(imported)).filter(([, count]) => count > 0)
  console.log(
    `${imported.kind}: ${counts.map(([what, count]) => `${count} ${what}`).join(', ')}; ${files} files in ${to}.`,
  )
  for (const [kind, heading] of Object.entries(headings)) {
    const some = imported.remarks.filter((one) => one.kind === kind)
    if (some.length === 0) continue
    console.log(`\n${some.length} × ${heading}:`)
    for (const { file, item, why } of some) console.log(`  ${file}: ${item}. ${why}`)
  }
  for (const { file, line, message, remedy } of errors) {
    console.log(`\n${file}:${line} error: ${message} ${remedy ?? ''}`)
  }
}
