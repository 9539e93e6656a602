import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { encodeNlu } from '../../src/nlp/model.ts'
import { startTracker } from '../../src/dialogue/track.ts'
import { Problem } from '../../src/problem.ts'
import {
  type ServingModel,
  decodeModel,
  encodeModel,
  loadCurrent,
  loadModel,
  makeCurrent,
  modelPath,
  publish,
} from '../../src/training/publish.ts'
import { botOf, turn } from '../dialogue/bot-of.ts'
import { toyModel } from '../nlp/toy-bot.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'parley-models-'))

let model: ServingModel
beforeAll(async () => {
  model = {
    hash: 'aaaa1111aaaa1111',
    nlu: await toyModel(),
    bot: {
      languages: ['en', 'zh'],
      intents: {},
      entities: {},
      slots: {},
      forms: {},
      responses: { utter_greet: [{ text: '你好 😊' }] },
      actions: [],
      rules: [],
      stories: [],
      session: { expiresAfter: 60, carriesSlots: true },
      fallback: {
        threshold: 0.3,
        ambiguityThreshold: 0.1,
        action: 'action_default_fallback',
        offers: 3,
      },
      maxHistory: 5,
    } as unknown as ServingModel['bot'],
    report: {
      hash: 'aaaa1111aaaa1111',
      examples: 0,
      intents: [],
      accuracy: null,
      files: 'aaaa1111aaaa1111',
      profile: 'fast',
      unlabelled: { count: 0, name: '' },
      temperature: 1,
      outOfScopeLimit: 1,
      perIntent: [],
      confusions: [],
      findings: [],
    },
  }
})

test('what was published serves', () => {
  const models = folder()
  expect(loadCurrent(models)).toBeNull()
  publish(models, model)
  const current = loadCurrent(models)
  expect(current).toMatchObject({ hash: model.hash, bot: model.bot, report: model.report })
  expect(encodeNlu(current!.nlu)).toEqual(encodeNlu(model.nlu))
  expect(readdirSync(models).sort()).toEqual(['aaaa1111aaaa1111.parley', 'current.json'])
})

test('a model that is loaded has its rules indexed already', () => {
  const bot = botOf(`
intents: [greet]
responses: {utter_greet: [{text: Hi}]}
rules: [{rule: greet, steps: [{intent: greet}, {action: utter_greet}]}]
`)
  const loaded = decodeModel(encodeModel({ ...model, bot })).bot
  // An index made only now would find none.
  Object.assign(loaded, { rules: [] })
  expect(turn(startTracker('c', loaded), 'greet', loaded).did).toEqual(['utter_greet'])
})

test('the same model gives the same file', () => {
  expect(encodeModel(model)).toEqual(encodeModel({ ...model }))
})

test('an earlier model can be made current again', () => {
  const models = folder()
  publish(models, model)
  publish(models, { ...model, hash: 'bbbb2222bbbb2222' })
  expect(loadCurrent(models)?.hash).toBe('bbbb2222bbbb2222')
  makeCurrent(models, model.hash)
  expect(loadCurrent(models)?.hash).toBe(model.hash)
})

test('the ten latest models are kept', () => {
  const models = folder()
  for (let n = 10; n < 23; n++) publish(models, { ...model, hash: `${n}${n}${n}${n}` })
  const kept = readdirSync(models).filter((name) => name.endsWith('.parley'))
  expect(kept).toHaveLength(10)
  expect(kept).toContain('22222222.parley')
})

test('a write that a crash cut short leaves the model that served', () => {
  const models = folder()
  publish(models, model)
  writeFileSync(join(models, 'current.json.4711.tmp'), '{"mod')
  writeFileSync(join(models, 'cccc3333cccc3333.parley.4711.tmp'), 'PARL')
  expect(loadCurrent(models)?.hash).toBe(model.hash)
})

describe('refused with what to do', () => {
  const code = (load: () => unknown): string => {
    try {
      load()
      return 'accepted'
    } catch (error) {
      if (error instanceof Problem && error.message.includes('parley train')) return error.code
      throw error
    }
  }

  test('a file that is missing, cut short or altered', () => {
    const models = folder()
    publish(models, model)
    const path = modelPath(models, model.hash)
    const bytes = readFileSync(path)
    expect(code(() => loadModel(join(models, 'none.parley')))).toBe('ModelNotFound')
    writeFileSync(path, bytes.subarray(0, 5000))
    expect(code(() => loadCurrent(models))).toBe('ModelAltered')
    bytes[bytes.length - 100]! ^= 4
    writeFileSync(path, bytes)
    expect(code(() => loadCurrent(models))).toBe('ModelAltered')
  })

  test('an understanding alone', () => {
    const models = folder()
    writeFileSync(join(models, 'x.parley'), encodeNlu(model.nlu))
    expect(code(() => loadModel(join(models, 'x.parley')))).toBe('ModelUnreadable')
  })

  test.each(['', '{}', '{"model":"../../etc/passwd"}', '{"model":5}', 'null'])(
    'current.json that says %s',
    (content) => {
      const models = folder()
      writeFileSync(join(models, 'current.json'), content)
      expect(code(() => loadCurrent(models))).toBe('ModelUnreadable')
    },
  )
})
