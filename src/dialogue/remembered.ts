import type { Entity, SlotTest, Source, Tracker } from '../conversation.ts'
import type { Bot, EntityTest, Rule, Story } from './bot.ts'
import { baseIntent } from './heard-intent.ts'
import { History, historyOf, type Naming, type Token } from './history.ts'
import { own } from './own.ts'
import { isRule, type Path, pathsOf, slotTestsOf } from './paths.ts'
import { isSet, slotFeature, wantedFeature } from './slot-feature.ts'

/** What a rule or a story says comes next. */
export type Remembered = {
  readonly action: string
  readonly source: Source
  /** It listens because there is no more to it, not because the customer's answer belongs to it. */
  readonly isEnd: boolean
}

/**
 * Asks for the action that rules or stories have for the tracker's recent past; the longest past
 * that one of them knows wins, then the one that asks for the most slots and entities.
 *
 * Costs a few look-ups, whatever the number of rules and stories.
 */
export function recall(tracker: Tracker, bot: Bot): Recollection {
  const { memory, naming } = indexOf(bot)
  const ways = readings(tracker, naming, bot)
  const read: Token[][] = []
  return (kind) => {
    for (let at = 0; ; at++) {
      // Most pasts need reading once, for rules and stories together.
      if (at === read.length) {
        const next = ways.next()
        if (next.done) return null
        read.push(next.value)
      }
      const found = lookUp(memory[kind], read[at]!, tracker, bot)
      if (found) return found
    }
  }
}

export type Recollection = (kind: 'rules' | 'stories') => Remembered | null

/** The intents that some rule or story answers. */
export const answeredIntents = (bot: Bot): ReadonlySet<string> => indexOf(bot).answered

// Reading the past ------------------------------------------------------------------------------

/** The same past read in several ways, the most particular first. */
function* readings(tracker: Tracker, naming: ReadonlyNaming, bot: Bot): Generator<Token[]> {
  const plain = historyOf(tracker, naming.plain)
  const text = tracker.latest?.text.trim().toLowerCase()
  if (text !== undefined && naming.texts.has(text)) yield historyOf(tracker, naming.verbatim)
  yield plain
  if (naming.hasKeyed) yield historyOf(tracker, naming.base)
  const straight = withoutDigressions(plain, bot)
  if (straight.length < plain.length) yield straight
}

/** A form that was interrupted and came back is one run of the form, as if nothing had been. */
function withoutDigressions(tokens: readonly Token[], bot: Bot): Token[] {
  const straight: Token[] = []
  for (const token of tokens) {
    const form = token.token.startsWith('A:') ? token.token.slice(2) : ''
    if (token.loopBefore === form && own(bot.forms, form)) {
      const run = straight.findLastIndex(
        (earlier) => earlier.token === token.token && earlier.loopBefore !== form,
      )
      if (run >= 0) {
        straight.length = run + 1
        continue
      }
    }
    straight.push(token)
  }
  return straight
}

// The index -------------------------------------------------------------------------------------

/** A window of tokens → the shapes of what else is asked → its values → what comes next. */
type Table = { readonly windows: Map<string, Shape[]>; longest: number }

type Shape = { readonly tests: readonly Test[]; readonly nexts: Map<string, Next[]> }

type Next = Remembered & { count: number }

/** Something besides the tokens that must be as the rule or story has it. */
type Test =
  | { readonly test: 'slot'; readonly slot: string }
  | { readonly test: 'slot-set'; readonly slot: string }
  | { readonly test: 'entity'; readonly back: number; readonly entity: EntityTest }
  | { readonly test: 'loop' }
  | { readonly test: 'start' }

type Wanted = { readonly test: Test; readonly value: string }

type ReadonlyNaming = {
  readonly plain: Naming
  readonly base: Naming
  readonly verbatim: Naming
  /** Customer's words that a story quotes. */
  readonly texts: ReadonlySet<string>
  /** Whether some retrieval intent is known both with its key and without. */
  readonly hasKeyed: boolean
}

type Index = {
  readonly memory: { readonly rules: Table; readonly stories: Table }
  readonly naming: ReadonlyNaming
  readonly answered: ReadonlySet<string>
}

const indexes = new WeakMap<Bot, Index>()

function indexOf(bot: Bot): Index {
  const known = indexes.get(bot)
  if (known) return known
  const index = buildIndex(bot)
  indexes.set(bot, index)
  return index
}

function buildIndex(bot: Bot): Index {
  const paths = { rules: pathsOf(bot.rules), stories: pathsOf(bot.stories) }
  const all = [...paths.rules, ...paths.stories]
  const intents = new Set<string>()
  const texts = new Set<string>()
  const actions = new Set<string>()
  for (const { steps } of all) {
    for (const step of steps) {
      if ('intent' in step) intents.add(step.intent)
      else if ('text' in step) texts.add(step.text.trim().toLowerCase())
      else if ('action' in step) actions.add(step.action)
    }
  }
  const naming = namingOf(bot, intents, texts, actions)
  const rules: Table = { windows: new Map(), longest: 0 }
  const stories: Table = { windows: new Map(), longest: 0 }
  for (const path of paths.rules) addPath(rules, path, naming.plain, bot)
  for (const path of paths.stories) addPath(stories, path, naming.plain, bot)
  for (const table of [rules, stories]) {
    for (const shapes of table.windows.values())
      shapes.sort((a, b) => particularity(b) - particularity(a))
  }
  return { memory: { rules, stories }, naming, answered: intents }
}

function namingOf(
  bot: Bot,
  intents: ReadonlySet<string>,
  texts: ReadonlySet<string>,
  actions: ReadonlySet<string>,
): ReadonlyNaming {
  const isForm = (action: string) => own(bot.forms, action) !== undefined
  const isSeen = (action: string) => actions.has(action) || isForm(action) || !isWithin(action)
  const plain: Naming = {
    intent: (intent) => `I:${intents.has(intent) ? intent : baseIntent(intent)}`,
    isForm,
    isSeen,
  }
  const base: Naming = { ...plain, intent: (intent) => `I:${baseIntent(intent)}` }
  const verbatim: Naming = {
    ...plain,
    intent: (intent, text) =>
      texts.has(text.trim().toLowerCase())
        ? `T:${text.trim().toLowerCase()}`
        : plain.intent(intent, text),
  }
  const hasKeyed = [...intents].some((name) => name.includes('/') && intents.has(baseIntent(name)))
  return { plain, base, verbatim, texts, hasKeyed }
}

/** What a form does inside itself is no step of a story, unless a story names it. */
const isWithin = (action: string): boolean =>
  /^(action_listen$|action_session_start$|action_extract_slots$|action_ask_|validate_|action_validate_|action_unlikely_intent$)/.test(
    action,
  )

/** Every point of a path at which something is decided becomes an entry of the table. */
function addPath(table: Table, path: Path, naming: Naming, bot: Bot): void {
  const history = new History(startLoop(path.of), naming)
  const entities = new Map<Token, readonly EntityTest[]>()
  const slots = new Map<string, SlotTest>()
  const remember = (action: string, isEnd = false) => {
    if (history.tokens.length > 0)
      addEntry(table, path.of, history.tokens, entities, slots, { action, isEnd }, bot)
  }
  const isStory = !isRule(path.of)
  if (isRule(path.of)) for (const test of slotTestsOf(path.of)) slots.set(test.slot, test)
  let acted = false
  for (const step of path.steps) {
    if ('slots' in step) {
      for (const test of step.slots) {
        if (!isStory || isSeenByStories(test.slot, bot)) slots.set(test.slot, test)
      }
    } else if ('loop' in step) history.looped(step.loop)
    else if ('action' in step) {
      if (step.action === 'action_listen' || !naming.isSeen(step.action)) continue
      remember(step.action)
      history.acted(step.action)
      acted = true
    } else {
      if (acted) remember('action_listen')
      history.heard(
        'intent' in step ? naming.intent(step.intent, '') : `T:${step.text.trim().toLowerCase()}`,
      )
      if ('intent' in step && step.entities) {
        entities.set(history.tokens.at(-1)!, seenEntities(step.intent, step.entities, bot))
      }
      acted = false
    }
  }
  if (acted && (isStory || (path.of as Rule).waits)) remember('action_listen', true)
}

function startLoop(of: Rule | Story): string | null {
  if (!isRule(of)) return null
  const condition = of.conditions.find((one) => 'loop' in one)
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
  return tests.filter(
    ({ entity }) =>
      (use.usesEntities === true || use.usesEntities.includes(entity)) &&
      !use.ignoresEntities.includes(entity),
  )
}

function addEntry(
  table: Table,
  of: Rule | Story,
  tokens: readonly Token[],
  entities: ReadonlyMap<Token, readonly EntityTest[]>,
  slots: ReadonlyMap<string, SlotTest>,
  next: { readonly action: string; readonly isEnd: boolean },
  bot: Bot,
): void {
  // A rule is looked at whole; of a story only what recently happened counts.
  const window = isRule(of) ? tokens : tokens.slice(windowStart(tokens, bot.maxHistory))
  const wanted: Wanted[] = []
  for (const test of slots.values()) {
    const kind = 'set' in test || wantedFeature(test, bot) === 'unset' ? 'slot-set' : 'slot'
    wanted.push({ test: { test: kind, slot: test.slot }, value: wantedValue(kind, test, bot) })
  }
  window.forEach((token, at) => {
    for (const entity of entities.get(token) ?? []) {
      wanted.push({ test: { test: 'entity', back: window.length - at, entity }, value: 'true' })
    }
  })
  if (isRule(of)) {
    for (const condition of of.conditions) {
      if ('loop' in condition) {
        wanted.push({ test: { test: 'loop' }, value: condition.loop ?? '' })
      }
    }
    if (of.startsConversation) wanted.push({ test: { test: 'start' }, value: 'true' })
  }
  const named = wanted
    .map((one) => ({ ...one, name: testName(one.test) }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  const key = keyOf(window)
  table.longest = Math.max(table.longest, window.length)
  const shapes = table.windows.get(key) ?? []
  if (shapes.length === 0) table.windows.set(key, shapes)
  const shapeName = named.map(({ name }) => name).join('|')
  let shape = shapes.find(({ tests }) => tests.map(testName).join('|') === shapeName)
  if (!shape) shapes.push((shape = { tests: named.map(({ test }) => test), nexts: new Map() }))
  const values = named.map(({ value }) => value).join('|')
  const nexts = shape.nexts.get(values) ?? []
  if (nexts.length === 0) shape.nexts.set(values, nexts)
  const same = nexts.find(({ action, isEnd }) => action === next.action && isEnd === next.isEnd)
  if (same) same.count++
  else nexts.push({ ...next, source: { ...of.source, name: of.name }, count: 1 })
}

const wantedValue = (kind: 'slot' | 'slot-set', test: SlotTest, bot: Bot): string =>
  kind === 'slot'
    ? wantedFeature(test, bot)
    : wantedFeature(test, bot) === 'unset'
      ? 'unset'
      : 'set'

/** How much a shape asks for; a role or a group of an entity is more than the entity alone. */
const particularity = ({ tests }: Shape): number =>
  tests.reduce(
    (so, test) =>
      so + (test.test === 'entity' && (test.entity.role ?? test.entity.group) ? 1.5 : 1),
    0,
  )

const testName = (test: Test): string =>
  test.test === 'entity'
    ? `entity ${test.back} ${test.entity.entity} ${test.entity.role ?? ''} ${test.entity.group ?? ''}`
    : 'slot' in test
      ? `${test.test} ${test.slot}`
      : test.test

const keyOf = (tokens: readonly Token[]): string => tokens.map(({ token }) => token).join('\n')

/** Where the window over the latest `most` messages and actions begins; loops ride along. */
function windowStart(tokens: readonly Token[], most: number): number {
  let counted = 0
  for (let at = tokens.length - 1; at >= 0; at--) {
    if (!tokens[at]!.token.startsWith('L:') && ++counted > most) return at + 1
  }
  return 0
}

// Looking up ------------------------------------------------------------------------------------

function lookUp(
  table: Table,
  tokens: readonly Token[],
  tracker: Tracker,
  bot: Bot,
): Remembered | null {
  const keys: string[] = []
  let key = ''
  for (let at = tokens.length - 1; at >= Math.max(0, tokens.length - table.longest); at--) {
    key = key === '' ? tokens[at]!.token : `${tokens[at]!.token}\n${key}`
    keys.push(key)
  }
  for (let length = keys.length; length > 0; length--) {
    const shapes = table.windows.get(keys[length - 1]!)
    if (!shapes) continue
    for (const { tests, nexts } of shapes) {
      for (const values of valuesOf(tests, tokens, length, tracker, bot)) {
        const found = nexts.get(values)
        if (found) return mostOften(found)
      }
    }
  }
  return null
}

function valuesOf(
  tests: readonly Test[],
  tokens: readonly Token[],
  length: number,
  tracker: Tracker,
  bot: Bot,
): string[] {
  const first = tokens[tokens.length - length]!
  const value = (test: Test): string => {
    switch (test.test) {
      case 'slot':
        return slotFeature(test.slot, tracker.slots[test.slot], bot)
      case 'slot-set':
        return isSet(tracker.slots[test.slot]) ? 'set' : 'unset'
      case 'entity':
        return String(hasEntity(tokens[tokens.length - test.back]?.entities, test.entity))
      case 'loop':
        return first.loopBefore ?? ''
      case 'start':
        return String(tokens.length === length)
    }
  }
  const values = tests.map(value)
  const loop = tests.findIndex(({ test }) => test === 'loop')
  // A form that had all it needed at once was in progress too, if only for a moment.
  const isOwnRun = loop >= 0 && /^A:/.test(first.token) && own(bot.forms, first.token.slice(2))
  return isOwnRun
    ? [values.join('|'), values.with(loop, first.token.slice(2)).join('|')]
    : [values.join('|')]
}

const hasEntity = (found: readonly Entity[] | undefined, wanted: EntityTest): boolean =>
  found?.some(
    ({ entity, role, group }) =>
      entity === wanted.entity &&
      (wanted.role === undefined || role === wanted.role) &&
      (wanted.group === undefined || group === wanted.group),
  ) ?? false

function mostOften(nexts: readonly Next[]): Remembered {
  const { count: _, ...best } = nexts.reduce((so, next) => (next.count > so.count ? next : so))
  return best
}
