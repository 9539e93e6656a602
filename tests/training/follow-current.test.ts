import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Bot, Story } from '../../src/dialogue/bot.ts'
import { readyBot } from '../../src/dialogue/ready-bot.ts'
import { followCurrent } from '../../src/training/follow-current.ts'
import { publish, type ServingModel } from '../../src/training/publish.ts'
import { botOf } from '../dialogue/bot-of.ts'
import { toyModel } from '../nlp/toy-bot.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-follow-'))
afterAll(() => rmSync(folder, { recursive: true }))

const topics = Array.from({ length: 100 }, (_, n) => `topic_${n}`)

/** Stories of five exchanges, each another. */
const stories = (count: number): Story[] =>
  Array.from({ length: count }, (_, n) => ({
    name: `story ${n}`,
    source: { file: 'stories.yml', line: n + 1 },
    steps: [1, 3, 7, 11, 13].flatMap((m) => [
      { intent: topics[(n * m + Math.floor(n / 100)) % 100]! },
      { action: `utter_${topics[(n * m + Math.floor(n / 10)) % 100]!}` },
    ]),
  }))

test(
  'a bot of many stories begins to serve without holding up who is served',
  { timeout: 60_000 },
  async () => {
    const small = botOf(`intents: [${topics.join(', ')}]`)
    const nlu = await toyModel()
    const model = (hash: string, bot: Bot): ServingModel => ({
      hash,
      nlu,
      bot,
      report: {} as ServingModel['report'],
    })
    publish(folder, model('aaaaaaaa', small))
    let longest = 0
    let before = performance.now()
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - before)
      before = performance.now()
    }, 1)
    const arrived = new Promise<ServingModel>((resolve) => {
      const stop = followCurrent(folder, (found) => (stop(), resolve(found)))
    })
    const large = { ...small, stories: stories(10_000) }
    // The first look must be over, or there is nothing that changes.
    await new Promise((resolve) => setTimeout(resolve, 1500))
    publish(folder, model('bbbbbbbb', large))
    await new Promise((resolve) => setTimeout(resolve, 20))
    longest = 0
    const found = await arrived
    clearInterval(timer)
    expect(found.hash).toBe('bbbbbbbb')

    const began = performance.now()
    readyBot(large)
    const whole = performance.now() - began
    // Reading the file is what is left.
    expect(longest).toBeLessThan(whole / 2)
  },
)
