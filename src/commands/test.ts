import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Problem } from '../problem.ts'
import { showProgress } from '../progress.ts'
import { readSettings } from '../settings.ts'
import { modelPath } from '../training/publish.ts'
import { readProject } from '../training/read-project.ts'
import { trainProject } from '../training/train-project.ts'
import type { Command } from './command.ts'
import { writeFailedStories } from './failed-stories.ts'
import { playTests } from './play-tests.ts'
import { recordTest } from './record-test.ts'
import { testNlu } from './test-nlu.ts'
import { inWords, junit, type Result } from './test-report.ts'

export const test: Command = {
  usage: `parley test [--project DIR] [--json] [--junit FILE]
       parley test --record CONVERSATION
       parley test nlu [--cross-validation PARTS | --hold-out FILE] [--out DIR]`,
  help: `Plays the test conversations of the training files.
Each goes through whole turns on a fresh store with the sample shop and real actions; test stories
that leave out what a form was answered, or whose actions nothing runs (no action server answers),
are decided step by step as Rasa does. Exits 1 when one fails; those that did are written to results/failed_test_stories.yml.
With --record a conversation of the store is printed as a test, masked.
parley test nlu instead measures how well messages are understood: every example by a model
trained without it (5 parts unless said), or those of another file. Writes results/nlu.html,
intent_report.json, intent_errors.json and intent_successes.json.`,
  async run(given) {
    const { project: dir, json, junit: report, record, words } = given
    if (words[0] === 'nlu') return testNlu(given)
    if (words.length > 0) {
      throw new Problem('invalid', 'WrongUse', `parley test knows nlu, not ${words.join(' ')}.`)
    }
    const settings = readSettings(process.env)
    if (record !== undefined) return recordTest(record, settings)
    const models = join(settings.DATA_DIR, 'models')
    const progress = showProgress()
    const model = await trainProject({
      project: dir,
      models,
      seed: settings.SEED,
      onProgress: progress.show,
    }).finally(progress.end)
    const { tests } = (await readProject(dir)).project
    const start = Date.now()
    const files = {
      project: dir,
      model: modelPath(models, model.hash),
      actionEndpoint: settings.ACTION_ENDPOINT,
    }
    const played = await playTests(tests, model, files, (done) =>
      progress.show({ stage: 'conversations', done, total: tests.length }),
    ).finally(progress.end)

    const results = tests.map((one, at): Result => ({ test: one, played: played[at]! }))
    const skipped = results.filter((one) => one.played.skipped !== undefined)
    const failed = results.filter((one) => one.played.failures.length > 0)
    const passed = results.length - failed.length - skipped.length
    const path = writeFailedStories(results, dir, 'results')
    if (report !== undefined) {
      mkdirSync(dirname(report), { recursive: true })
      writeFileSync(report, junit(results, (Date.now() - start) / 1000))
    }
    if (json) {
      const failures = failed.flatMap(({ test: { name }, played: { failures } }) =>
        failures.map((failure) => ({ name, ...failure })),
      )
      const reasons = skipped.map((one) => ({
        name: one.test.name,
        source: one.test.source,
        reason: one.played.skipped,
      }))
      const counts = { passed, failed: failed.length, skipped: skipped.length }
      console.log(JSON.stringify({ ...counts, failures, skips: reasons }))
    } else {
      for (const one of failed) console.log(inWords(one))
      for (const one of skipped) {
        const { file, line } = one.test.source
        console.log(`${file}:${line} ${one.test.name}\n  skipped: ${one.played.skipped}`)
      }
      console.log(`${passed} passed, ${failed.length} failed, ${skipped.length} skipped`)
      if (path !== null) console.log(`What failed is in ${path}.`)
    }
    return failed.length > 0 ? 1 : 0
  },
}
