import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Problem } from '../problem.ts'
import { showProgress } from '../progress.ts'
import { type ExportKind, exportFiles, exportKinds } from '../training/export/export-files.ts'
import { keptFiles } from '../training/export/kept-files.ts'
import { readProject } from '../training/read-project.ts'
import type { Command } from './command.ts'

export const exportProject: Command = {
  usage: 'parley export --to DIR [--as KIND] [--project DIR] [--json]',
  help: `Writes the training files for another system, always the same for the same.
What is written imports again byte for byte. DIR must be new or empty. --as names the kind:
${exportKinds.join(', ')}; rasa, the usual one, holds everything, the others what they can.`,
  async run({ project: folder, to, as = 'rasa', json }) {
    if (to === undefined) {
      throw new Problem('invalid', 'WrongUse', 'Name where to write: parley export --to DIR.')
    }
    if (!isKind(as)) {
      throw new Problem(
        'invalid',
        'WrongUse',
        `There is no kind ${as}. Known kinds: ${exportKinds.join(', ')}.`,
      )
    }
    if (existsSync(to) && readdirSync(to).length > 0) {
      throw new Problem(
        'conflict',
        'NotEmpty',
        `The folder ${to} is not empty. Name a new one with --to.`,
      )
    }
    const progress = showProgress()
    progress.show({ stage: 'reading', done: 0, total: 1 })
    const { project, findings } = await readProject(folder)
    progress.end()
    const error = findings.find(({ severity }) => severity === 'error')
    if (error) {
      throw new Problem(
        'invalid',
        'TrainingFilesBroken',
        `${error.file}:${error.line}:${error.column} ${error.message} See npx parley validate.`,
      )
    }
    const { files, leftOut } = exportFiles(project, as)
    const kept = as === 'rasa' ? keptFiles(folder) : []
    for (const { path, content } of [
      ...files.map(({ path, text }) => ({ path, content: text })),
      ...kept.map((path) => ({ path, content: readFileSync(join(folder, path)) })),
    ]) {
      mkdirSync(dirname(join(to, path)), { recursive: true })
      writeFileSync(join(to, path), content)
    }
    const written = [...files.map(({ path }) => path), ...kept]
    if (json) console.log(JSON.stringify({ to, kind: as, files: written, leftOut }))
    else {
      console.log(`${written.length} files in ${to}.`)
      for (const item of leftOut) console.log(`  ${item}`)
    }
    return 0
  },
}

const isKind = (name: string): name is ExportKind =>
  (exportKinds as readonly string[]).includes(name)
