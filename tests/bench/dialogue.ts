/** How long deciding takes, with the sample shop's bot and with ten thousand stories. */
import type { Entity, Understanding } from '../../src/conversation.ts'
import type { Bot, Story } from '../../src/dialogue/bot.ts'
import { decide } from '../../src/dialogue/decide.ts'
import { runDefaultAction } from '../../src/dialogue/default-actions.ts'
import { follow } from '../../src/dialogue/follow.ts'
import { advanceForm, formCandidates } from '../../src/dialogue/forms.ts'
import { hear } from '../../src/dialogue/hear.ts'
import { storyIndex } from '../../src/dialogue/story-index.ts'
import { startTracker } from '../../src/dialogue/track.ts'
import { learnPolicy } from '../../src/training/learn-policy.ts'
import { tfjsHead } from '../../src/training/net-head-tfjs.ts'
import { type Random, startRandom } from '../../src/training/random.ts'
import { readProject } from '../../src/training/read-project.ts'
import type { BenchOptions } from './run.ts'
import { quantile } from './scores.ts'

const generated = 10_000
const fewGenerated = 100
const conversations = 400
const messages = 12

/** Prints p50 and p99 of one decision, in microseconds; an unmeasured round warms up first. */
export async function run({ json }: BenchOptions): Promise<void> {
  const { project } = await readProject('intents')
  const shop = project.bot
  const some = withStories(shop, fewGenerated)
  const learns = { history: 12, threshold: 0.3 }
  const policy = await learnPolicy({ ...some, learns }, { seed: 1, makeHead: await tfjsHead() })
  if (!policy) throw new Error('Nothing was learned.')
  const figures = {
    shop: measure(shop),
    stories10: measure(withStories(shop, 10)),
    stories10000: measure(withStories(shop, generated)),
    /** Half of these pasts no story knows: the policy is asked. */
    learned: measure({ ...some, policy }),
  }
  console.log(json ? JSON.stringify(figures) : figures)
}

type Figures = {
  readonly stories: number
  readonly decisions: number
  readonly p50Micros: number
  readonly p99Micros: number
  /** Of the processor, to index the stories, once a model. */
  readonly indexMs: number
}

function measure(bot: Bot): Figures {
  const began = process.cpuUsage()
  storyIndex(bot)
  const { user, system } = process.cpuUsage(began)
  const indexMs = Math.round((user + system) / 1000)
  const random = startRandom(1)
  talk(bot, random, [])
  const micros: number[] = []
  talk(bot, random, micros)
  return {
    stories: bot.stories.length,
    decisions: micros.length,
    p50Micros: quantile(micros, 0.5),
    p99Micros: quantile(micros, 0.99),
    indexMs,
  }
}

/** Conversations that follow a story half of the time and say anything the other half. */
function talk(bot: Bot, random: Random, micros: number[]): void {
  const intents = Object.keys(bot.intents)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random.uniform() * items.length)]!
  for (let n = 0; n < conversations; n++) {
    let tracker = startTracker('bench', bot)
    const known = pick(bot.stories).steps.flatMap((step) => ('intent' in step ? step.intent : []))
    for (let m = 0; m < messages; m++) {
      const isKnown = random.uniform() < 0.5
      const intent = (isKnown && known[m % Math.max(1, known.length)]) || pick(intents)
      tracker = hear(tracker, { text: 'x', understanding: understood(intent) }, bot).tracker
      for (let taken = 0; taken < 10; taken++) {
        const began = performance.now()
        const decision = decide(tracker, bot)
        micros.push((performance.now() - began) * 1000)
        if (decision.action === 'action_listen') break
        tracker = follow(tracker, [decision, ...stepsOf(decision.action, tracker, bot)], bot)
      }
    }
  }
}

function stepsOf(action: string, tracker: Parameters<typeof follow>[0], bot: Bot) {
  if (!bot.forms[action]) return runDefaultAction(action, tracker, bot)?.steps ?? []
  const starts = tracker.loop === action ? [] : [{ loop: action }]
  const entered = follow(tracker, starts, bot)
  return [...starts, ...advanceForm(entered, bot, formCandidates(entered, bot)).steps]
}

function understood(name: string): Understanding {
  const number: Entity = {
    entity: 'order_number',
    value: 'HP-10023',
    start: 0,
    end: 8,
    from: 'pattern',
  }
  return {
    language: 'en',
    intent: { name, confidence: 0.9 },
    ranking: [{ name, confidence: 0.9 }],
    entities: name === 'inform' ? [number] : [],
    sentiment: 0,
    isUpset: false,
  }
}

/** Stories of three to eight exchanges over a hundred intents and a hundred responses. */
function withStories(shop: Bot, count: number): Bot {
  const random = startRandom(7)
  const number = (below: number) => Math.floor(random.uniform() * below)
  const stories = Array.from({ length: count }, (_, n): Story => {
    const exchanges = Array.from({ length: 3 + number(6) }, () => [
      { intent: `topic_${number(100)}` },
      { action: `utter_topic_${number(100)}` },
    ])
    return {
      name: `story ${n}`,
      source: { file: 'generated', line: n + 1 },
      steps: exchanges.flat(),
    }
  })
  const topics = Array.from({ length: 100 }, (_, n) => [
    `topic_${n}`,
    { usesEntities: true, ignoresEntities: [], source: { file: 'generated', line: 1 } } as const,
  ])
  return { ...shop, stories, intents: { ...shop.intents, ...Object.fromEntries(topics) } }
}
