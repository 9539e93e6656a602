/** Stories → the moments at which something is decided. */
import type { Entity, Json, SlotTest, Tracker } from '../conversation.ts'
import type { Bot, EntityTest } from '../dialogue/bot.ts'
import { follow } from '../dialogue/follow.ts'
import { type Path, pathsOf } from '../dialogue/paths.ts'
import { receive } from '../dialogue/receive.ts'
import { startTracker } from '../dialogue/track.ts'
import type { Random } from './random.ts'

export type StoryMoment = {
  readonly tracker: Tracker
  readonly action: string
  /** The number of the story it stands in. */
  readonly story: number
}

/** As many stories one after another make a longer conversation, as Rasa's augmentation has it. */
const joinedStories = 3

/**
 * Every moment of every story, and of `joined` conversations put together from several of them:
 * whoever asks one thing may ask another after it.
 */
export function* storyMoments(bot: Bot, joined: number, random: Random): Generator<StoryMoment> {
  const paths = pathsOf(bot.stories)
  const numbers = new Map<Path['of'], number>(bot.stories.map((story, n) => [story, n]))
  const start = startTracker('stories', bot)
  for (const path of paths) yield* playPath(path, start)
  for (let n = 0; n < joined && paths.length > 1; n++) {
    let tracker = start
    for (let part = 0; part < joinedStories; part++) {
      tracker = yield* playPath(paths[Math.floor(random.uniform() * paths.length)]!, tracker)
    }
  }

  function* playPath({ of, steps }: Path, from: Tracker): Generator<StoryMoment, Tracker> {
    const story = numbers.get(of) ?? 0
    let tracker = from
    let hasActed = false
    for (const step of steps) {
      if ('slots' in step) {
        const slots = step.slots.map((test) => ({ slot: test.slot, value: valueFor(test, bot) }))
        tracker = follow(tracker, slots, bot)
      } else if ('loop' in step) {
        tracker = follow(tracker, [step], bot)
      } else if ('action' in step) {
        if (step.action === 'action_listen') continue
        yield { tracker, action: step.action, story }
        tracker = follow(tracker, [{ action: step.action, by: 'story' }], bot)
        hasActed = true
      } else {
        if (hasActed) yield { tracker, action: 'action_listen', story }
        hasActed = false
        tracker = receive(tracker, messageOf(step), bot)
      }
    }
    if (hasActed) yield { tracker, action: 'action_listen', story }
    return tracker
  }
}

/** A value that looks as the test wants it. */
function valueFor(test: SlotTest, bot: Bot): Json {
  if ('is' in test) return test.is
  if (!test.set) return null
  const { type, values } = bot.slots[test.slot] ?? {}
  return type === 'bool' ? true : (values?.[0] ?? 'something')
}

function messageOf(step: {
  readonly intent?: string
  readonly entities?: readonly EntityTest[]
  readonly text?: string
}): Parameters<typeof receive>[1] {
  const { intent: name = '', entities = [], text = '' } = step
  const entity = (test: EntityTest): Entity => ({
    ...test,
    value: test.value ?? test.entity,
    start: 0,
    end: 0,
    from: 'payload',
  })
  return {
    text,
    understanding: {
      language: '',
      intent: { name, confidence: 1 },
      ranking: [],
      entities: entities.map(entity),
      sentiment: 0,
      isUpset: false,
    },
  }
}
