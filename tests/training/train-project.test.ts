import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { understand } from '../../src/nlp/understand.ts'
import { Problem } from '../../src/problem.ts'
import { modelPath } from '../../src/training/publish.ts'
import type { Progress } from '../../src/training/train-nlu.ts'
import { trainProject } from '../../src/training/train-project.ts'

const domain = `version: "3.1"
intents: [greet, order_status]
entities: [order_number]
slots:
  order_number:
    type: text
    mappings:
      - type: from_entity
        entity: order_number
responses:
  utter_greet:
    - text: Hello!
`
const nlu = `version: "3.1"
nlu:
  - intent: greet
    examples: |
      - hello
      - hi there
      - good morning
  - intent: order_status
    examples: |
      - where is my order
      - where is [HP-10023](order_number)
      - has my parcel been sent
  - regex: order_number
    examples: |
      - HP-\\d{5}
`

function aProject(): string {
  const project = mkdtempSync(join(tmpdir(), 'parley-project-'))
  mkdirSync(join(project, 'en'))
  writeFileSync(join(project, 'domain.yml'), domain)
  writeFileSync(join(project, 'config.yml'), 'language: en\npipeline: []\npolicies: []\n')
  writeFileSync(join(project, 'en', 'nlu.yml'), nlu)
  return project
}

describe('a project', () => {
  let project: string
  let models: string
  const seen: Progress[] = []

  beforeAll(async () => {
    project = aProject()
    models = mkdtempSync(join(tmpdir(), 'parley-models-'))
    await trainProject({ project, models, onProgress: (progress) => seen.push(progress) })
  }, 60_000)

  test('is trained in a thread that says how far it is', () => {
    expect(new Set(seen.map(({ stage }) => stage))).toEqual(
      new Set(['reading', 'judging', 'training', 'writing']),
    )
  })

  test('is not trained again until a file changes', async () => {
    const again: Progress[] = []
    const model = await trainProject({ project, models, onProgress: (p) => again.push(p) })
    expect(again).toEqual([])
    expect(model.report).toMatchObject({ examples: 6 })
    expect(model.bot.slots).toHaveProperty('order_number')
    const { intent, entities } = understand({ text: 'where is hp-10024' }, model.nlu)
    expect(intent.name).toBe('order_status')
    expect(entities).toMatchObject([{ entity: 'order_number', value: 'hp-10024', from: 'pattern' }])
  })

  test('asked for at its best is trained anew, and then serves who asks for a quick one', async () => {
    const others = mkdtempSync(join(tmpdir(), 'parley-models-'))
    cpSync(models, others, { recursive: true })
    const unlabelled = ['where is it', 'good evening']
    const best = await trainProject({ project, models: others, profile: 'best', unlabelled })
    expect(best.report).toMatchObject({ profile: 'best', unlabelled: { count: 2 } })
    const [quick, again] = [
      await trainProject({ project, models: others }),
      await trainProject({ project, models: others, profile: 'best', unlabelled }),
    ]
    expect([quick.hash, again.hash]).toEqual([best.hash, best.hash])
    const other = await trainProject({ project, models: others, profile: 'best' })
    expect(other.hash).not.toBe(best.hash)
  }, 60_000)

  test('gives the same file, byte for byte, wherever it lies', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'parley-copy-'))
    cpSync(project, copy, { recursive: true })
    const others = mkdtempSync(join(tmpdir(), 'parley-models-'))
    const { hash } = await trainProject({ project: copy, models: others })
    const [ours, theirs] = [models, others].map((folder) => readFileSync(modelPath(folder, hash)))
    expect(Buffer.compare(ours!, theirs!)).toBe(0)
  }, 60_000)

  test('with a damaged model is trained again', async () => {
    const others = mkdtempSync(join(tmpdir(), 'parley-models-'))
    cpSync(models, others, { recursive: true })
    const file = readdirSync(others).find((name) => name.endsWith('.parley'))!
    writeFileSync(join(others, file), 'PARLEY no more')
    const { hash } = await trainProject({ project, models: others })
    expect(readFileSync(modelPath(others, hash)).length).toBeGreaterThan(10_000)
  }, 60_000)

  test('with a broken file is refused with its place, and the last model stays', async () => {
    const broken = aProject()
    writeFileSync(join(broken, 'en', 'nlu.yml'), `${nlu}  - intent: [\n`)
    const before = readdirSync(models).sort()
    const refusal: unknown = await trainProject({ project: broken, models }).catch(
      (error: unknown) => error,
    )
    expect(refusal).toBeInstanceOf(Problem)
    expect(refusal).toMatchObject({ kind: 'invalid', code: 'TrainingFilesBroken' })
    expect((refusal as Problem).message).toMatch(/en\/nlu\.yml:\d+:\d+ /)
    expect(readdirSync(models).sort()).toEqual(before)
    rmSync(broken, { recursive: true })
  }, 60_000)
})

test('a regex that is not linear-time is refused with its place and the reason', async () => {
  const project = aProject()
  writeFileSync(join(project, 'en', 'nlu.yml'), nlu.replace('HP-\\d', '(?<=x)HP-\\d'))
  const models = mkdtempSync(join(tmpdir(), 'parley-models-'))
  await expect(trainProject({ project, models })).rejects.toThrow(
    /en\/nlu\.yml:\d+:1 The pattern .* Look-around/,
  )
}, 60_000)

test('a folder that is not there is a problem that names it', async () => {
  const missing = trainProject({ project: '/nowhere/intents', models: tmpdir() })
  await expect(missing).rejects.toMatchObject({ code: 'ProjectNotFound' })
})
