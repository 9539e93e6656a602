/** What the learned policy is worth on dialogues between people: STAR's next actions. */
import type { Tracker } from '../../src/conversation.ts'
import type { Bot, Story } from '../../src/dialogue/bot.ts'
import { featuresAt } from '../../src/dialogue/policy-features.ts'
import { type Policy, probabilitiesAt } from '../../src/dialogue/policy.ts'
import { recall } from '../../src/dialogue/remembered.ts'
import { learnPolicy } from '../../src/training/learn-policy.ts'
import { tfjsHead } from '../../src/training/net-head-tfjs.ts'
import { encodePolicy } from '../../src/training/policy-file.ts'
import { startRandom } from '../../src/training/random.ts'
import { storyMoments } from '../../src/training/story-moments.ts'
import type { BenchOptions } from './run.ts'
import { auroc, calibrationError, percent, quantile, weightedF1 } from './scores.ts'
import { readStar, unlabelled } from './star.ts'

export async function run({ data, json }: BenchOptions): Promise<void> {
  const { train, test, slots } = readStar(data)
  const bot = botWith(train, slots)
  const started = process.cpuUsage()
  const policy = await learnPolicy(bot, {
    seed: 1,
    makeHead: await tfjsHead(),
    onEpoch: (done, total) => {
      process.stderr.write(`\rstar: training ${done}/${total}  `)
    },
  })
  const { user, system } = process.cpuUsage(started)
  if (!policy) throw new Error('Nothing was learned.')
  const figures = {
    dialogues: { train: train.length, test: test.length },
    memory: scoresOf(byMemory(train, test, slots)),
    policy: {
      ...scoresOf(byPolicy(policy, bot, test)),
      trainSeconds: Math.round((user + system) / 1e6),
    },
    policyBytes: encodePolicy(policy).length,
    temperature: Math.round(policy.temperature * 100) / 100,
  }
  process.stderr.write('\n')
  console.log(json ? JSON.stringify(figures) : figures)
}

type Answer = {
  readonly expected: string
  /** Empty when nobody knows. */
  readonly got: string
  readonly confidence: number
  readonly isSure: boolean
  readonly micros: number
}

function scoresOf(answers: readonly Answer[]) {
  const sure = answers.filter(({ isSure }) => isSure)
  const isRight = ({ expected, got }: Answer) => expected === got
  const confidences = (right: boolean) =>
    answers.filter((answer) => isRight(answer) === right).map(({ confidence }) => confidence)
  return {
    moments: answers.length,
    accuracy: percent(answers.filter(isRight).length / answers.length),
    weightedF1: percent(weightedF1(answers)),
    /** How many it would act on, and how many of these rightly. */
    answered: percent(sure.length / answers.length),
    answeredRightly: percent(sure.filter(isRight).length / sure.length),
    auroc: percent(auroc(confidences(true), confidences(false))),
    ece: percent(
      calibrationError(
        answers.map((answer) => ({ confidence: answer.confidence, isRight: isRight(answer) })),
      ),
    ),
    p50Micros: quantile(
      answers.map(({ micros }) => micros),
      0.5,
    ),
  }
}

/** Listening is not among what the published figures choose from. */
function byPolicy(policy: Policy, bot: Bot, stories: readonly Story[]): Answer[] {
  return momentsOf(stories, bot).map(({ tracker, action: expected }): Answer => {
    const began = performance.now()
    const probabilities = probabilitiesAt(featuresAt(tracker, bot, policy.history), policy)
    const micros = (performance.now() - began) * 1000
    const best = policy.actions
      .map((action, k) => ({ action, confidence: probabilities[k]! }))
      .filter(({ action }) => !unlabelled.includes(action))
      .reduce((so, one) => (one.confidence > so.confidence ? one : so))
    const isSure = best.confidence >= policy.threshold
    return { expected, got: best.action, confidence: best.confidence, isSure, micros }
  })
}

/** Words are too many to remember: every message counts as just a message. */
function byMemory(train: readonly Story[], test: readonly Story[], slots: Bot['slots']): Answer[] {
  const bot = botWith(train.map(withoutWords), slots)
  return momentsOf(test.map(withoutWords), bot).map(({ tracker, action: expected }): Answer => {
    const began = performance.now()
    const got = recall(tracker, bot)('stories')?.action ?? ''
    const micros = (performance.now() - began) * 1000
    return { expected, got, confidence: got ? 1 : 0, isSure: got !== '', micros }
  })
}

const withoutWords = (story: Story): Story => ({
  ...story,
  steps: story.steps.map((step) => ('text' in step ? { intent: 'said' } : step)),
})

function momentsOf(
  stories: readonly Story[],
  bot: Bot,
): { readonly tracker: Tracker; readonly action: string }[] {
  return [...storyMoments({ ...bot, stories }, 0, startRandom(1))].filter(
    ({ action }) => !unlabelled.includes(action),
  )
}

const botWith = (stories: readonly Story[], slots: Bot['slots']): Bot => ({
  languages: ['en'],
  intents: {},
  entities: {},
  slots,
  forms: {},
  responses: {},
  actions: [],
  rules: [],
  stories,
  session: { expiresAfterMinutes: 60, carriesSlots: true },
  fallback: {
    threshold: 0.3,
    ambiguityThreshold: 0.1,
    action: 'action_default_fallback',
    offers: 3,
  },
  maxHistory: 5,
  learns: { history: 12, threshold: 0.3 },
})
