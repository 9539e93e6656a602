import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { reachActionServer } from '../../src/actions/reach-action-server.ts'
import { playTest } from '../../src/commands/play-test.ts'
import type { ConversationTest } from '../../src/training/project.ts'
import type { ServingModel } from '../../src/training/publish.ts'
import { botOf } from '../dialogue/bot-of.ts'
import { toyModel } from '../nlp/toy-bot.ts'
import { sdkServer, type SdkServer } from '../sdk-server.ts'

const bot = botOf(`
intents: [weather]
responses:
  utter_sunny: [{text: "Sunny in {place}."}]
  utter_rain: [{text: "Rain."}]
actions: [action_weather]
rules:
- {rule: weather, steps: [{intent: weather}, {action: action_weather}]}
`)

const source = { file: 'tests/t.yml', line: 1 }
const story: ConversationTest = {
  kind: 'story',
  name: 'weather',
  source,
  steps: [
    { source, text: '/weather', intent: 'weather' },
    { source, action: 'action_weather' },
  ],
}
const conversation: ConversationTest = {
  kind: 'conversation',
  name: 'weather',
  source,
  slots: {},
  metadata: {},
  turns: [
    {
      source,
      customer: '/weather',
      metadata: {},
      expect: [{ source, expect: 'response', response: 'utter_sunny' }],
    },
  ],
}

let model: ServingModel
let sdk: SdkServer
beforeAll(async () => {
  sdk = await sdkServer({
    action_weather: () => ({
      events: [],
      responses: [{ response: 'utter_sunny', place: 'Rome' }],
    }),
  })
  const served = { ...bot, actionEndpoint: sdk.url }
  model = { hash: 'h', nlu: await toyModel(), bot: served, report: {} as ServingModel['report'] }
})
afterAll(() => sdk.close())
beforeEach(() => void (sdk.calls.length = 0))

const reach = (url: string | undefined, setting?: string) => reachActionServer(setting, url)

describe('a test whose actions an action server has', () => {
  test('is played whole when the server answers', async () => {
    const server = await reach(sdk.url)
    expect(await playTest(story, model, server)).toEqual({ failures: [] })
    expect(await playTest(conversation, model, server)).toEqual({ failures: [] })
    expect(sdk.calls.map(({ next_action }) => next_action)).toEqual([
      'action_weather',
      'action_weather',
    ])
  })

  test('is so on the server that the setting names, which outdoes the file', async () => {
    const server = await reach('http://127.0.0.1:9/webhook', sdk.url)
    expect(await playTest(conversation, model, server)).toEqual({ failures: [] })
    expect(sdk.calls).toHaveLength(1)
  })

  test.each([
    ['nowhere is one named', undefined],
    ['it does not answer', 'http://127.0.0.1:9/webhook'],
    ['it is elsewhere and no setting allows it', 'http://action-server.test/webhook'],
  ])('is decided step by step, or skipped, when %s', async (_when, url) => {
    const server = await reach(url)
    expect(server).toBeNull()
    expect(await playTest(story, model, server)).toEqual({ failures: [] })
    expect(await playTest(conversation, model, server)).toEqual({
      failures: [],
      skipped: 'There is no action_weather here.',
    })
    expect(sdk.calls).toEqual([])
  })

  test('is so, too, when the server has other actions', async () => {
    const other = await sdkServer({ action_joke: () => ({ events: [], responses: [] }) })
    const server = await reach(other.url)
    expect(await playTest(conversation, model, server)).toMatchObject({
      skipped: 'There is no action_weather here.',
    })
    expect(other.calls).toEqual([])
    other.close()
  })

  test('is tried when the server does not say what it has', async () => {
    const silent = createServer((_, response) => response.writeHead(404).end())
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    const server = await reach(`http://127.0.0.1:${port}/webhook`)
    expect(server?.('action_weather', { endpoint: 'x', domain: () => ({}) })).not.toBeNull()
    silent.close()
  })
})

test('an action that the test answers for is not asked', async () => {
  const stubs = { action_weather: { responses: [{ response: 'utter_rain' }] } }
  const before = sdk.calls.length
  const said = await playTest({ ...conversation, stubs }, model)
  expect(said.failures).toMatchObject([{ got: 'utter_rain “Rain.”' }])
  expect(sdk.calls).toHaveLength(before)
})
