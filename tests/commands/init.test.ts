import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { init } from '../../src/commands/init.ts'
import { playTest } from '../../src/commands/play-test.ts'
import { playTests } from '../../src/commands/play-tests.ts'
import { modelPath } from '../../src/training/publish.ts'
import { readProject } from '../../src/training/read-project.ts'
import { trainProject } from '../../src/training/train-project.ts'

vi.setConfig({ testTimeout: 120_000 })
vi.spyOn(console, 'log').mockImplementation(() => {})

const scratch = mkdtempSync(join(tmpdir(), 'parley-init-'))
afterAll(() => rmSync(scratch, { recursive: true }))

const run = (folder: string) =>
  init.run({
    project: 'intents',
    json: false,
    out: 'results',
    again: false,
    repair: false,
    words: [folder],
  })

test('a new bot is without a fault, trains, and passes its own tests on threads or not', async () => {
  const folder = join(scratch, 'bot')
  expect(await run(folder)).toBe(0)
  const { project, findings } = await readProject(folder)
  expect(findings).toEqual([])
  expect(project.bot.languages).toEqual(['en', 'zh'])

  const models = join(scratch, 'models')
  const model = await trainProject({ project: folder, models })
  for (const one of project.tests) expect(await playTest(one, model)).toEqual({ failures: [] })

  const many = Array.from({ length: 15 }, () => project.tests).flat()
  const done: number[] = []
  // Threads read the project themselves: it has to have as many tests.
  const page = (n: number) => `- {customer: ${n % 2 ? 'hello' : 'bye'}, response: utter_greet}\n`
  mkdirSync(join(folder, 'tests/many'))
  for (const n of many.keys()) writeFileSync(join(folder, `tests/many/${n}.yml`), page(n))
  const { tests } = (await readProject(folder)).project
  const files = { project: folder, model: modelPath(models, model.hash) }
  const played = await playTests(tests, model, files, (count) => done.push(count))
  expect(played).toHaveLength(tests.length)
  expect(done.at(-1)).toBe(tests.length)
  for (const [at, { failures }] of played.entries()) {
    const one = tests[at]!
    const said = one.kind === 'conversation' ? one.turns[0]?.customer : undefined
    const isWrong = one.source.file.includes('/many/') && said === 'bye'
    expect(failures.length).toBe(isWrong ? 1 : 0)
  }
})

test('a folder that holds something is left alone', () => {
  const folder = join(scratch, 'full')
  mkdirSync(folder)
  writeFileSync(join(folder, 'x'), '')
  expect(() => run(folder)).toThrow('not empty')
  expect(() =>
    init.run({ project: '', json: false, out: 'results', again: false, repair: false, words: [] }),
  ).toThrow('Name the folder')
})
