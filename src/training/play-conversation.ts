import type { BotMessage, CustomerMessage, Json, Logged, Source } from '../conversation.ts'
import type { Bot } from '../dialogue/bot.ts'
import { follow } from '../dialogue/follow.ts'
import { startTracker, track } from '../dialogue/track.ts'
import type { ConversationTest, Expectation } from './project.ts'

/** Where conversations are played: a store of their own and the turn that will serve. */
export type Stage = {
  readonly bot: Bot
  /** A new conversation with these slots set; resolves to its id. */
  readonly start: (scene: {
    readonly slots: Readonly<Record<string, Json>>
    readonly metadata: Readonly<Record<string, Json>>
  }) => Promise<string>
  /** Takes the customer's message through the whole turn; resolves to what was recorded. */
  readonly takeTurn: (message: CustomerMessage) => Promise<{ readonly events: readonly Logged[] }>
  /** Whether an action can run here; all can when absent. */
  readonly canRun?: (action: string) => boolean
}

/** How a test went. */
export type Played = {
  readonly failures: readonly Failure[]
  /** Why it could not be played to its end, such as for an action that only another server has. */
  readonly skipped?: string
}

/** What was expected where, and what happened instead. */
export type Failure = {
  readonly source: Source
  /** The customer's message after which it failed. */
  readonly after: string
  readonly expected: string
  readonly got: string
}

type Conversation = Extract<ConversationTest, { readonly kind: 'conversation' }>

/** Plays a conversation through whole turns, to its end or to the first turn that goes wrong. */
export async function playConversation(test: Conversation, stage: Stage): Promise<Played> {
  const conversation = await stage.start({ slots: test.slots, metadata: plainMap(test.metadata) })
  const fixtures = Object.entries(test.slots).map(([slot, value]) => ({ slot, value }))
  let tracker = follow(startTracker(conversation, stage.bot), fixtures, stage.bot)
  for (const [at, { customer, metadata, expect }] of test.turns.entries()) {
    const locale = { ...plainMap(test.metadata), ...plainMap(metadata) }['locale']
    const { events } = await stage.takeTurn({
      conversation,
      clientId: `${conversation}-${at}`,
      text: customer,
      ...(customer.startsWith('/') ? { payload: customer } : {}),
      ...(typeof locale === 'string' ? { locale } : {}),
    })
    const before = tracker
    tracker = track(events, stage.bot, tracker)
    const missing = actionMissing(events, stage)
    if (missing !== null) return { failures: [], skipped: `There is no ${missing} here.` }
    const failures = checkTurn(expect, events, before.loop, tracker.slots, stage.bot)
    if (failures.length > 0) {
      return { failures: failures.map((failure) => ({ ...failure, after: customer })) }
    }
  }
  return { failures: [] }
}

/** The action that broke the turn off because it is not ours to run. */
function actionMissing(events: readonly Logged[], { canRun }: Stage): string | null {
  const isFailed = events.some((event) => event.kind === 'handed-over' && event.reason === 'failed')
  if (!isFailed || !canRun) return null
  return actionsOf(events).find((action) => !canRun(action)) ?? null
}

const actionsOf = (events: readonly Logged[]): string[] =>
  events.flatMap((event) =>
    event.kind === 'decided'
      ? event.steps.flatMap((step) => ('action' in step ? [step.action] : []))
      : [],
  )

function checkTurn(
  expectations: readonly Expectation[],
  events: readonly Logged[],
  loop: string | null,
  slots: Readonly<Record<string, Json>>,
  bot: Bot,
): Omit<Failure, 'after'>[] {
  const said = events.flatMap((event) => (event.kind === 'bot-said' ? [event] : []))
  const actions = actionsOf(events)
  let heard = 0
  const failures: Omit<Failure, 'after'>[] = []
  for (const expectation of expectations) {
    const { source } = expectation
    const fail = (expected: string, got: string) => failures.push({ source, expected, got })
    const nextSaid = (expected: string, isIt: (message: BotMessage) => boolean) => {
      const found = said.findIndex((message, at) => at >= heard && isIt(message))
      if (found < 0) fail(expected, inWords(said.slice(heard)))
      else heard = found + 1
    }
    switch (expectation.expect) {
      case 'response':
        nextSaid(expectation.response, ({ response }) => response === expectation.response)
        break
      case 'text':
        nextSaid(`“${expectation.text}”`, (message) => isSaidBy(expectation.text, message, bot))
        break
      case 'text-matches':
        if (expectation.isSame && heard > 0) heard--
        nextSaid(`text like ${expectation.pattern}`, ({ text }) =>
          matches(expectation.pattern, text ?? ''),
        )
        break
      case 'buttons': {
        const titles = said.flatMap(({ buttons }) => (buttons ?? []).map(({ title }) => title))
        const missing = expectation.titles.filter((title) => !titles.includes(title))
        if (missing.length > 0) fail(`buttons ${missing.join(', ')}`, titles.join(', ') || 'none')
        break
      }
      case 'nothing-said':
        if (said.length > 0) fail('silence', inWords(said))
        break
      case 'not-said': {
        const found = said.find((message) => isWhatIsMeant(expectation, message))
        if (found) fail('not to be said', inWords([found]))
        break
      }
      case 'form': {
        const { form, did } = expectation
        const done = formsOf(events, loop)
        const inOrder = done.map((one) => `${one.form} to ${one.did}`).join(', ')
        if (!done.some((one) => one.form === form && one.did === did)) {
          fail(`${form} to ${did}`, inOrder || 'no form')
        }
        break
      }
      case 'action':
        if (!actions.includes(expectation.action)) {
          fail(expectation.action, actions.join(', ') || 'no action')
        }
        break
      default:
        checkSlot(expectation, slots, fail)
    }
  }
  // Whoever writes down the bot's words writes down all of them.
  const isVerbatim = expectations.some(({ expect }) => expect === 'text')
  if (isVerbatim && failures.length === 0 && heard < said.length) {
    const { source } = expectations.at(-1)!
    failures.push({ source, expected: 'nothing more', got: inWords(said.slice(heard)) })
  }
  return failures
}

function isWhatIsMeant(
  { response, pattern, titles }: Extract<Expectation, { readonly expect: 'not-said' }>,
  message: BotMessage,
): boolean {
  const pressed = (message.buttons ?? []).map(({ title }) => title)
  return (
    (response === undefined || message.response === response) &&
    (pattern === undefined || matches(pattern, message.text ?? '')) &&
    (titles ?? []).every((title) => pressed.includes(title))
  )
}

/** Which forms began and ended; one that does not end by itself is cancelled. */
function formsOf(events: readonly Logged[], loop: string | null) {
  const done: { form: string; did: 'start' | 'complete' | 'cancel' }[] = []
  let current = loop
  let action = ''
  for (const event of events) {
    for (const step of event.kind === 'decided' ? event.steps : []) {
      if ('action' in step) ({ action } = step)
      if (!('loop' in step) || step.loop === current) continue
      if (current !== null && step.loop === null) {
        done.push({ form: current, did: action === current ? 'complete' : 'cancel' })
      }
      if (step.loop !== null) done.push({ form: step.loop, did: 'start' })
      current = step.loop
    }
  }
  return done
}

function checkSlot(
  expectation: Extract<Expectation, { readonly expect: 'slot' | 'slot-not' }>,
  slots: Readonly<Record<string, Json>>,
  fail: (expected: string, got: string) => void,
): void {
  const { slot, value } = expectation
  const found = slots[slot] ?? null
  const isSo =
    value === undefined ? found !== null : JSON.stringify(found) === JSON.stringify(value)
  if (isSo === (expectation.expect === 'slot')) return
  const not = expectation.expect === 'slot' ? '' : 'not '
  const what = value === undefined ? 'set' : JSON.stringify(value)
  fail(`${slot} ${not}${what}`, `${slot} ${JSON.stringify(found)}`)
}

/** The very text, or another variant of what was said: which one is said is left to chance. */
function isSaidBy(expected: string, { text, response }: BotMessage, bot: Bot): boolean {
  if (text?.trim() === expected) return true
  const variants = response === undefined ? [] : (bot.responses[response] ?? [])
  const said = variants.find((variant) => variant.text && isFilled(variant.text, text ?? ''))
  return variants.some(
    (variant) =>
      variant.text !== undefined &&
      variant.language === said?.language &&
      isFilled(variant.text, expected),
  )
}

function isFilled(template: string, text: string): boolean {
  const literal = template.trim().split(/\{[\p{L}\p{N}_][\p{L}\p{N}_.-]*\}/u)
  if (literal.length === 1) return literal[0] === text
  if (!text.startsWith(literal[0]!) || !text.endsWith(literal.at(-1)!)) return false
  let at = literal[0]!.length
  for (const piece of literal.slice(1, -1)) {
    const found = text.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return at <= text.length - literal.at(-1)!.length
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text)
  } catch {
    return false
  }
}

const inWords = (said: readonly BotMessage[]): string =>
  said.length === 0
    ? 'silence'
    : said.map(({ text, response }) => `${response ?? 'said'} “${text ?? ''}”`).join(', ')

const plainMap = (value: Json | undefined): Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, Json>>)
    : {}
