/**
 * Rules and stories by what may have happened just before each of their decisions, so that deciding
 * costs a few look-ups whatever their number.
 */
import type { SlotTest, Source } from '../conversation.ts'
import type { Bot, EntityTest, FactTest, Rule, Story } from './bot.ts'
import { type Ending, shapesOf, windowsOf } from './endings.ts'
import { baseIntent } from './heard-intent.ts'
import { History, type Naming, type Token } from './history.ts'
import { namingsOf, quotable } from './namings.ts'
import { own } from './own.ts'
import { eachPath, isRule, type Path, slotTestsOf } from './paths.ts'
import { wantedFeature } from './slot-feature.ts'

export type StoryIndex = {
  readonly rules: Table
  readonly stories: Table
}

/** What rules or stories have for each window of tokens, found from its latest token backwards. */
export type Table = { readonly endings: Ending }

/** What else the rules and stories of a window ask for, the most particular first. */
export type Shape = {
  readonly name: string
  readonly tests: readonly Test[]
  readonly nexts: Map<string, Next[]>
}

export type Next = {
  readonly action: string
  readonly source: Source
  /** It listens because there is no more to it, not because the customer's answer belongs to it. */
  readonly isEnd: boolean
  /** How many rules or stories say so. */
  count: number
}

/** Something besides the tokens that must be as the rule or story has it. */
export type Test =
  | { readonly test: 'slot'; readonly slot: string }
  | { readonly test: 'slot-set'; readonly slot: string }
  /** So many tokens before the decision. */
  | { readonly test: 'entity'; readonly back: number; readonly entity: EntityTest }
  /** The form in progress when the window began. */
  | { readonly test: 'loop' }
  | { readonly test: 'fact'; readonly fact: FactTest }
  /** The window is all that ever happened. */
  | { readonly test: 'start' }

const indexes = new WeakMap<Bot, StoryIndex>()

/** Built once for each bot. */
export function storyIndex(bot: Bot): StoryIndex {
  const known = indexes.get(bot)
  if (known) return known
  for (const _ of indexing(bot));
  return indexes.get(bot)!
}

/** Builds the index step by step, for whoever has other things to do between: 10,000 stories take a second. */
export function* indexing(bot: Bot): Generator<void, void> {
  if (!indexes.has(bot)) indexes.set(bot, yield* buildIndex(bot))
}

function* buildIndex(bot: Bot): Generator<void, StoryIndex> {
  return { rules: yield* tableOf(bot.rules, bot), stories: yield* tableOf(bot.stories, bot) }
}

/** The rules alone, for who asks nothing of the stories. */
export function ruleTable(bot: Bot): Table {
  const known = indexes.get(bot)
  if (known) return known.rules
  const building = tableOf(bot.rules, bot)
  for (let step = building.next(); ; step = building.next()) if (step.done) return step.value
}

function* tableOf(stories: readonly (Rule | Story)[], bot: Bot): Generator<void, Table> {
  const naming = namingsOf(bot).plain
  const table: Table = { endings: {} }
  const paths: Path[] = []
  for (const path of eachPath(stories)) {
    paths.push(path)
    walk(path, naming, bot, (point, next) => addShort(table, point, next, bot))
    yield
  }
  for (const path of paths) {
    walk(path, naming, bot, (point, next) => addLong(table, point, next, bot))
    yield
  }
  for (const [, shapes] of windowsOf(table.endings)) {
    shapes.sort((a, b) => particularity(b) - particularity(a))
    yield
  }
  return table
}

/** What a path has come to, at one of its decisions. */
export type Point = {
  readonly of: Rule | Story
  readonly tokens: readonly Token[]
  readonly entities: ReadonlyMap<Token, readonly EntityTest[]>
  readonly slots: ReadonlyMap<string, SlotTest>
}

/** Comes by every point of a path at which something is decided. */
export function walk(
  { of, steps }: Path,
  naming: Naming,
  bot: Bot,
  visit: (point: Point, next: Pick<Next, 'action' | 'isEnd'>) => void,
): void {
  const history = new History(startLoop(of), naming)
  const entities = new Map<Token, readonly EntityTest[]>()
  const slots = new Map<string, SlotTest>()
  const point: Point = { of, tokens: history.tokens, entities, slots }
  const remember = (action: string, isEnd = false) => {
    if (history.tokens.length > 0) visit(point, { action, isEnd })
  }
  const rule = isRule(of) ? of : null
  for (const test of rule ? slotTestsOf(rule) : []) slots.set(test.slot, test)
  let hasActed = false
  for (const step of steps) {
    if ('slots' in step) {
      for (const test of step.slots) {
        if (rule || isSeenByStories(test.slot, bot)) slots.set(test.slot, test)
      }
    } else if ('loop' in step) history.looped(step.loop)
    else if ('action' in step) {
      if (step.action === 'action_listen' || naming.action(step.action) === null) continue
      remember(step.action)
      history.acted(step.action)
      hasActed = true
    } else {
      if (hasActed) remember('action_listen')
      hasActed = false
      history.heard('intent' in step ? naming.intent(step.intent, '') : `T:${quotable(step.text)}`)
      if ('intent' in step && step.entities) {
        entities.set(history.tokens.at(-1)!, seenEntities(step.intent, step.entities, bot))
      }
    }
  }
  if (hasActed && (!rule || rule.waits)) remember('action_listen', true)
}

function startLoop(of: Rule | Story): string | null {
  const condition = isRule(of) ? of.conditions.find((one) => 'loop' in one) : undefined
  return condition && 'loop' in condition ? condition.loop : null
}

const isSeenByStories = (slot: string, bot: Bot): boolean => {
  const known = own(bot.slots, slot)
  return known !== undefined && known.influences && known.type !== 'any'
}

function seenEntities(
  intent: string,
  tests: readonly EntityTest[],
  bot: Bot,
): readonly EntityTest[] {
  const use = own(bot.intents, intent) ?? own(bot.intents, baseIntent(intent))
  if (!use) return tests
  const { usesEntities, ignoresEntities } = use
  return tests.filter(
    ({ entity }) =>
      (usesEntities === true || usesEntities.includes(entity)) && !ignoresEntities.includes(entity),
  )
}

/** A rule is looked at whole; of a story the latest `maxHistory` messages and actions. */
function addShort(
  table: Table,
  point: Point,
  next: Pick<Next, 'action' | 'isEnd'>,
  bot: Bot,
): void {
  addEntry(table, point, shortWindow(point, bot), next, bot)
}

/** Where that much is the same in several stories, three times as much tells them apart. */
function addLong(table: Table, point: Point, next: Pick<Next, 'action' | 'isEnd'>, bot: Bot): void {
  const short = shortWindow(point, bot)
  if (short.length === point.tokens.length) return
  const nexts = shapesOf(namesOf(short), table.endings).flatMap((shape) => [
    ...shape.nexts.values(),
  ])
  if (!nexts.flat().some(({ action }, _, [first]) => action !== first!.action)) return
  const long = point.tokens.slice(windowStart(point.tokens, 3 * bot.maxHistory))
  addEntry(table, point, long, next, bot)
}

const shortWindow = ({ of, tokens }: Point, bot: Bot): readonly Token[] =>
  isRule(of) ? tokens : tokens.slice(windowStart(tokens, bot.maxHistory))

const namesOf = (window: readonly Token[]): string[] => window.map(({ token }) => token)

/** Where the window over the latest `most` messages and actions begins; loops ride along. */
function windowStart(tokens: readonly Token[], most: number): number {
  let counted = 0
  for (let at = tokens.length - 1; at >= 0; at--) {
    if (!tokens[at]!.token.startsWith('L:') && ++counted > most) return at + 1
  }
  return 0
}

function addEntry(
  table: Table,
  point: Point,
  window: readonly Token[],
  next: Pick<Next, 'action' | 'isEnd'>,
  bot: Bot,
): void {
  const wanted = wantedAt(point, window, bot)
  const shapes = shapesOf(namesOf(window), table.endings)
  const name = wanted.map((one) => one.name).join('|')
  let shape = shapes.find((one) => one.name === name)
  if (!shape) {
    shape = { name, tests: wanted.map(({ test }) => test), nexts: new Map() }
    shapes.push(shape)
  }
  const values = wanted.map(({ value }) => value).join('|')
  const nexts = shape.nexts.get(values) ?? []
  if (nexts.length === 0) shape.nexts.set(values, nexts)
  const same = nexts.find(({ action, isEnd }) => action === next.action && isEnd === next.isEnd)
  if (same) same.count++
  else nexts.push({ ...next, source: { ...point.of.source, name: point.of.name }, count: 1 })
}

export type Wanted = { readonly name: string; readonly test: Test; readonly value: string }

/** Everything besides the window that must hold, by name, so that equal shapes look the same. */
export function wantedAt(
  { of, entities, slots }: Point,
  window: readonly Token[],
  bot: Bot,
): Wanted[] {
  const wanted: Wanted[] = []
  for (const test of slots.values()) {
    const value = wantedFeature(test, bot)
    const kind = 'set' in test || value === 'unset' ? 'slot-set' : 'slot'
    wanted.push({ name: `${kind} ${test.slot}`, test: { test: kind, slot: test.slot }, value })
  }
  window.forEach((token, at) => {
    const back = window.length - at
    for (const entity of entities.get(token) ?? []) {
      const name = `entity ${back} ${entity.entity} ${entity.role ?? ''} ${entity.group ?? ''}`
      wanted.push({ name, test: { test: 'entity', back, entity }, value: 'true' })
    }
  })
  for (const condition of isRule(of) ? of.conditions : []) {
    if ('loop' in condition) {
      wanted.push({ name: 'loop', test: { test: 'loop' }, value: condition.loop ?? '' })
    } else if ('fact' in condition) {
      const name = `fact ${JSON.stringify(condition)}`
      wanted.push({ name, test: { test: 'fact', fact: condition }, value: 'true' })
    }
  }
  if (isRule(of) && of.startsConversation) {
    wanted.push({ name: 'start', test: { test: 'start' }, value: 'true' })
  }
  return wanted.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

/** How much a shape asks for; a role or a group of an entity is more than the entity alone. */
const particularity = ({ tests }: Shape): number =>
  tests.reduce(
    (so, test) =>
      so + (test.test === 'entity' && (test.entity.role ?? test.entity.group) ? 1.5 : 1),
    0,
  )
