import { join } from 'node:path'
import { Problem } from '../problem.ts'
import { showProgress } from '../progress.ts'
import { readSettings } from '../settings.ts'
import type { Failure } from '../training/play-conversation.ts'
import { readProject } from '../training/read-project.ts'
import { trainProject } from '../training/train-project.ts'
import type { Command } from './command.ts'
import { playTest } from './play-test.ts'
import { testNlu } from './test-nlu.ts'

export const test: Command = {
  usage:
    'parley test [nlu [--cross-validation PARTS | --hold-out FILE] [--out DIR]] [--project DIR] [--json]',
  help: 'Plays the test conversations of the training files through whole turns.\nEach runs on a fresh store with the sample shop, with real actions. Exits 1 when one fails.\nparley test nlu instead measures how well messages are understood: every example by a model\ntrained without it (5 parts unless said), or those of another file. Writes results/nlu.html,\nintent_report.json, intent_errors.json and intent_successes.json.',
  async run(given) {
    const { project: dir, json, words } = given
    if (words[0] === 'nlu') return testNlu(given)
    if (words.length > 0) {
      throw new Problem('invalid', 'WrongUse', `parley test knows nlu, not ${words.join(' ')}.`)
    }
    const settings = readSettings(process.env)
    const progress = showProgress()
    const model = await trainProject({
      project: dir,
      models: join(settings.DATA_DIR, 'models'),
      seed: settings.SEED,
      onProgress: progress.show,
    }).finally(progress.end)
    const { project } = await readProject(dir)
    const total = project.tests.length

    const failures: (Failure & { readonly name: string })[] = []
    let failed = 0
    for (const [done, played] of project.tests.entries()) {
      progress.show({ stage: 'conversations', done, total })
      const found = await playTest(played, model)
      if (found.length > 0) failed++
      failures.push(...found.map((failure) => ({ name: played.name, ...failure })))
    }
    progress.end()

    const passed = total - failed
    if (json) console.log(JSON.stringify({ passed, failed, skipped: 0, failures }))
    else {
      for (const { name, source, after, expected, got } of failures) {
        console.log(`${source.file}:${source.line} ${name}\n  customer: ${after}`)
        console.log(`  - ${expected}\n  + ${got}`)
      }
      console.log(`${passed} passed, ${failed} failed`)
    }
    return failed > 0 ? 1 : 0
  },
}
