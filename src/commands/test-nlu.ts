import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Problem } from '../problem.ts'
import { showProgress } from '../progress.ts'
import { readSettings } from '../settings.ts'
import { entityNames } from '../training/entity-names.ts'
import type { Example, Finding } from '../training/project.ts'
import { rasaReports } from '../training/rasa-reports.ts'
import { readFiles, readProject } from '../training/read-project.ts'
import { nluPage } from '../training/report-page/nlu-page.ts'
import { scoreTested } from '../training/score-tested.ts'
import { crossValidate, testOnFile } from '../training/test-nlu.ts'
import type { Given } from './command.ts'

const PARTS = 5

/** `parley test nlu`: writes the reports and resolves to 0, or throws a `Problem`. */
export async function testNlu({
  project: dir,
  json,
  'hold-out': file,
  'cross-validation': parts,
  out,
}: Given): Promise<number> {
  if (file !== undefined && parts !== undefined) {
    throw wrongUse('Give either --hold-out or --cross-validation.')
  }
  const count = partsOf(parts)
  const { SEED: seed } = readSettings(process.env)
  const { project, findings } = await readProject(dir)
  refuseErrors(findings)
  const progress = showProgress()
  const options = {
    seed,
    entities: entityNames(project),
    languages: project.bot.languages,
    onProgress: progress.show,
  }
  const tested = await (
    file === undefined
      ? crossValidate(project.nlu, count, options)
      : testOnFile(project.nlu, await readHeldOut(file), options)
  ).finally(progress.end)

  const figures = scoreTested(tested)
  mkdirSync(out, { recursive: true })
  for (const [name, content] of Object.entries(rasaReports(tested, figures))) {
    writeFileSync(join(out, name), `${JSON.stringify(content, null, 2)}\n`)
  }
  const how =
    file === undefined
      ? ([
          `Every example answered by a model trained without it, in ${count} parts.`,
          `每条例句都由未见过它的模型作答，共分 ${count} 份。`,
        ] as const)
      : ([
          `The examples of ${basename(file)}, answered by a model of all training files.`,
          `由全部训练文件训出的模型回答 ${basename(file)} 中的例句。`,
        ] as const)
  const page = join(out, 'nlu.html')
  writeFileSync(page, nluPage(tested, figures, how))
  const { messages, accuracy, macro, calibrationError } = figures
  if (json) {
    console.log(JSON.stringify({ messages, accuracy, macroF1: macro.f1, calibrationError, out }))
  } else {
    console.log(
      `${(accuracy * 100).toFixed(1)} % of ${messages} messages understood, F1 ${(macro.f1 * 100).toFixed(1)}, calibration error ${(calibrationError * 100).toFixed(1)}. See ${page}.`,
    )
  }
  return 0
}

function partsOf(given: string | undefined): number {
  const count = given === undefined ? PARTS : Number(given)
  if (Number.isInteger(count) && count >= 2 && count <= 100) return count
  throw wrongUse(`--cross-validation should be a whole number from 2 to 100, but is ${given}.`)
}

async function readHeldOut(path: string): Promise<readonly Example[]> {
  if (!existsSync(path)) throw new Problem('not-found', 'FileNotFound', `There is no ${path}.`)
  const { project, findings } = statSync(path).isDirectory()
    ? await readProject(path)
    : readFiles([{ path: basename(path), bytes: readFileSync(path) }])
  // A file of examples alone names intents without a domain: that is no fault of it.
  if (project.nlu.examples.length === 0) refuseErrors(findings)
  return project.nlu.examples
}

function refuseErrors(findings: readonly Finding[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return
  const lines = errors
    .slice(0, 20)
    .map(({ file, line, column, message, remedy }) =>
      [`${file}:${line}:${column} ${message}`, remedy].filter(Boolean).join(' '),
    )
  throw new Problem(
    'invalid',
    'TrainingFilesBroken',
    `The training files cannot be used:\n${lines.join('\n')}`,
  )
}

function wrongUse(message: string): Problem {
  return new Problem('invalid', 'WrongUse', message)
}
