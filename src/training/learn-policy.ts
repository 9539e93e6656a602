/** Stories → the net that decides where no rule and no story knows the past. */
import type { Bot } from '../dialogue/bot.ts'
import { type Features, featuresAt } from '../dialogue/policy-features.ts'
import type { Policy } from '../dialogue/policy.ts'
import { FEATURE_ROWS } from '../nlp/features.ts'
import { type NetSettings, type OnEpoch, trainNet } from './net.ts'
import type { MakeHead } from './net-head.ts'
import type { Rows } from './net-rows.ts'
import { type Moment, policyLimits } from './policy-limits.ts'
import { startRandom } from './random.ts'
import { storyMoments } from './story-moments.ts'

export type LearnPolicy = {
  readonly seed: number
  readonly makeHead: MakeHead
  readonly onEpoch?: OnEpoch
}

/** More moments than this would only take longer. */
const mostMoments = 40_000
/** Conversations put together for each story, and at most. */
const joinedPerStory = 5
const mostJoined = 500
/** Every so many-th story is held out to judge by. */
const parts = 5

/** Null when the bot's files ask for no learned policy or hold no stories to learn from. */
export async function learnPolicy(bot: Bot, options: LearnPolicy): Promise<Policy | null> {
  const { learns } = bot
  if (!learns || bot.stories.length === 0) return null
  const moments = momentsOf(bot, learns.history, options.seed)
  const total = 2
  const round = (done: number): LearnPolicy => ({
    ...options,
    onEpoch: (epoch, epochs, loss) =>
      options.onEpoch?.(done * epochs + epoch, total * epochs, loss),
  })
  const heldOut = moments.filter(({ story }) => story % parts === parts - 1)
  const kept = moments.filter(({ story }) => story % parts !== parts - 1)
  const judged = heldOut.length > 0 && kept.length > 0 ? await fit(kept, bot, round(0)) : null
  const limits = policyLimits(judged, heldOut, learns.threshold)
  return { ...(await fit(moments, bot, round(1))), ...limits }
}

/** Each moment once: what many stories share would else be all that is learned. */
function momentsOf(bot: Bot, history: number, seed: number): Moment[] {
  const distinct = new Map<string, Moment>()
  const joined = Math.min(mostJoined, joinedPerStory * bot.stories.length)
  for (const { tracker, action, story } of storyMoments(bot, joined, startRandom(seed))) {
    const features = featuresAt(tracker, bot, history)
    const key = [action, ...features.past, ...features.words].join('\n')
    if (!distinct.has(key)) distinct.set(key, { features, action, story })
    if (distinct.size === mostMoments) break
  }
  return [...distinct.values()]
}

async function fit(
  moments: readonly Moment[],
  bot: Bot,
  { seed, makeHead, onEpoch }: LearnPolicy,
): Promise<Policy> {
  const actions = [...new Set(moments.map(({ action }) => action))].sort()
  const features = frequentest(moments)
  const row = new Map(features.map((name, n) => [name, n]))
  const number = new Map(actions.map((action, k) => [action, k]))
  const net = await trainNet(
    {
      rows: rowsOf(moments, row),
      labels: Int32Array.from(moments, ({ action }) => number.get(action)!),
      outputs: actions.length,
    },
    { ...settingsFor(moments.length), seed },
    makeHead,
    onEpoch,
  )
  const { hidden } = net
  return {
    actions,
    features,
    history: bot.learns!.history,
    hidden,
    rows: net.rows.slice(0, features.length * hidden),
    scales: net.scales.slice(0, features.length),
    bias: net.bias,
    out: net.out,
    outBias: net.outBias,
    temperature: 1,
    threshold: 0,
  }
}

/** What measured best on validation dialogues. */
const usual: Omit<NetSettings, 'seed'> = {
  hidden: 64,
  epochs: 12,
  batch: 64,
  inputDropout: 0.1,
  hiddenDropout: 0.3,
  smoothing: 0.1,
  rate: 6e-3,
  decay: 1e-4,
}

/** A few moments are seen more often, in smaller batches, and not to be learned by heart. */
const settingsFor = (moments: number): Omit<NetSettings, 'seed'> =>
  moments < 3000 ? { ...usual, epochs: 50, batch: 16, rate: 2e-3, inputDropout: 0.5 } : usual

/** The net has no more rows: the rarest features are left out. */
function frequentest(moments: readonly Moment[]): string[] {
  const counts = new Map<string, number>()
  for (const { features } of moments) {
    for (const name of [...features.past, ...features.words]) {
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, FEATURE_ROWS)
    .map(([name]) => name)
}

function rowsOf(moments: readonly Moment[], row: ReadonlyMap<string, number>): Rows {
  const starts = new Uint32Array(moments.length + 1)
  const features: number[] = []
  const values: number[] = []
  const add = (names: Features['past']) => {
    const known = names.flatMap((name) => row.get(name) ?? [])
    for (const one of known) {
      features.push(one)
      values.push(1 / Math.sqrt(known.length))
    }
  }
  moments.forEach((moment, n) => {
    add(moment.features.past)
    add(moment.features.words)
    starts[n + 1] = features.length
  })
  return {
    count: moments.length,
    starts,
    features: Uint16Array.from(features),
    values: Float32Array.from(values),
  }
}
