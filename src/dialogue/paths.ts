import type { SlotTest } from '../conversation.ts'
import type { Bot, Rule, Story, StoryStep } from './bot.ts'

/** A story with every `or` decided and every checkpoint followed: steps one after another. */
export type Path = {
  readonly of: Rule | Story
  readonly steps: readonly PathStep[]
}

export type PathStep = Exclude<
  StoryStep,
  { readonly checkpoint: string } | { readonly or: unknown }
>

/** A story with more ways through its `or`s than this is cut short. */
export const mostPaths = 500

/** As many ways as this lead to one checkpoint; more would say the same again. */
const mostWaysIn = 50

/** How many checkpoints may follow one another: cycles end here. */
const mostCheckpoints = 4

/** Every path through the rules or stories of a bot. */
export const pathsOf = (stories: readonly (Rule | Story)[]): Path[] => [...eachPath(stories)]

/** The same one by one, for whoever has other things to do between. */
export function* eachPath(stories: readonly (Rule | Story)[]): Generator<Path, void> {
  const pieces = stories.flatMap((story) => splitAtCheckpoints(story))
  const endingIn = new Map<string, Piece[]>()
  for (const piece of pieces) {
    if (piece.endsIn === null) continue
    const others = endingIn.get(piece.endsIn)
    if (others) others.push(piece)
    else endingIn.set(piece.endsIn, [piece])
  }
  const known = new Map<string, Way[]>()
  for (const piece of pieces) {
    for (const before of waysInto(piece, endingIn, mostCheckpoints, known)) {
      for (const steps of decideOrs([...before, ...piece.steps])) yield { of: piece.of, steps }
    }
  }
}

type Piece = {
  readonly of: Rule | Story
  readonly startsFrom: string | null
  readonly steps: readonly StoryStep[]
  readonly endsIn: string | null
}

function splitAtCheckpoints(of: Rule | Story): Piece[] {
  const pieces: Piece[] = []
  let startsFrom: string | null = null
  let steps: StoryStep[] = []
  for (const step of of.steps) {
    if (!('checkpoint' in step)) {
      steps.push(step)
      continue
    }
    if (steps.length > 0) pieces.push({ of, startsFrom, steps, endsIn: step.checkpoint })
    startsFrom = step.checkpoint
    steps = step.slots ? [{ slots: step.slots }] : []
  }
  if (steps.length > 0) pieces.push({ of, startsFrom, steps, endsIn: null })
  return pieces
}

/** What may have happened before a piece: one empty way when it starts from no checkpoint. */
function waysInto(
  { startsFrom }: Piece,
  endingIn: ReadonlyMap<string, readonly Piece[]>,
  left: number,
  known: Map<string, Way[]>,
): Way[] {
  const before = startsFrom === null || left === 0 ? undefined : endingIn.get(startsFrom)
  if (!before) return [[]]
  // However many stories go on from a checkpoint, and come back to it, each is looked at once.
  const key = `${left} ${startsFrom}`
  let ways = known.get(key)
  if (!ways) {
    ways = []
    for (const earlier of before) {
      if (ways.length >= mostWaysIn) break
      for (const way of waysInto(earlier, endingIn, left - 1, known)) {
        ways.push([...way, ...earlier.steps])
      }
    }
    ways.length = Math.min(ways.length, mostWaysIn)
    known.set(key, ways)
  }
  return ways
}

type Way = readonly StoryStep[]

function decideOrs(steps: readonly StoryStep[]): PathStep[][] {
  let paths: PathStep[][] = [[]]
  for (const step of steps) {
    const choices = choicesOf(step)
    const [only] = choices
    if (choices.length === 1) for (const path of paths) path.push(only!)
    else
      paths = paths
        .flatMap((path) => choices.map((choice) => [...path, choice]))
        .slice(0, mostPaths)
  }
  return paths
}

function choicesOf(step: StoryStep): PathStep[] {
  if ('or' in step) return step.or.flatMap(choicesOf)
  return 'checkpoint' in step ? [] : [step]
}

/** How many paths the `or`s of a story open, before any is cut. */
export const countPaths = (story: Rule | Story): number =>
  story.steps.reduce((count, step) => count * Math.max(1, choicesOf(step).length), 1)

export const rulesAndStories = ({ rules, stories }: Bot): readonly (Rule | Story)[] => [
  ...rules,
  ...stories,
]

export const isRule = (story: Rule | Story): story is Rule => 'conditions' in story

export const slotTestsOf = (rule: Rule): SlotTest[] =>
  rule.conditions.flatMap((condition) => ('slot' in condition ? [condition] : []))
