import { type Action, type ActionContext, type Outcome } from './actions/action.ts'
import type {
  Grammar,
  HandOverReason,
  Json,
  Language,
  Saying,
  Source,
  Step,
  Tracker,
} from './conversation.ts'
import type { Change } from './crm/change.ts'
import type { ActionServer } from './actions/action-server.ts'
import type { Bot } from './dialogue/bot.ts'
import { type Decision, decide } from './dialogue/decide.ts'
import { runDefaultAction } from './dialogue/default-actions.ts'
import { follow } from './dialogue/follow.ts'
import { actionsSince } from './dialogue/latest-message.ts'
import { advanceForm, formCandidates } from './dialogue/forms.ts'
import { requestedSlot } from './dialogue/requested-slot.ts'
import { rasaDomain } from './dialogue/rasa-domain.ts'
import { filledSince, slotActions, validatesMappings } from './dialogue/slot-actions.ts'
import { takeUp } from './dialogue/take-up.ts'
import { gatherFacts } from './gather-facts.ts'
import { Problem } from './problem.ts'

/** What the bot does with one message: everything that the turn will say and record. */
export type Course = {
  tracker: Tracker
  readonly steps: Step[]
  readonly says: Saying[]
  readonly changes: Change[]
  readonly reads: string[]
  identified?: { readonly customer: string; readonly how: 'signed' | 'checked' }
  handOver?: { readonly reason: HandOverReason; readonly detail?: string }
}

/** More actions than this for one message go round in circles, and a person is asked for. */
export const mostActions = 10

/** What is found in the pages, with where it stands. */
export type Quote = (text: string, language: Language) => Quoted | null

export type Quoted = {
  readonly passage: string
  readonly title: string
  readonly link?: string
  readonly source: Source
  readonly probability: number
}

/** The store and the clock that actions look at. */
export type Scene = Omit<ActionContext, 'tracker' | 'filled' | 'grammar'> & {
  readonly parse: (text: string, language: Language) => Grammar
  readonly actions: Readonly<Record<string, Action>>
  readonly actionServer?: ActionServer
  /** What a page of the project's knowledge says to a question; null when none answers it. */
  readonly quote?: Quote
  readonly churnRisk?: (customer: string) => number | undefined
  readonly report: (error: unknown) => void
}

/**
 * Decides and acts until it is the customer's turn to speak, or a person's to take over. Writes
 * nothing: what actions want changed comes back in the course.
 */
export async function converse(heard: Tracker, bot: Bot, scene: Scene): Promise<Course> {
  const course: Course = { tracker: heard, steps: [], says: [], changes: [], reads: [] }
  let next: Decision | null = null
  const refusing = new Set<string>()
  await lookUp(course, bot, scene)
  await fillByActions(course, bot, scene)
  if (course.handOver) return course
  for (let taken = 0; taken < mostActions; taken++) {
    const decided: Decision = next ?? decide(course.tracker, bot)
    const quoted = next ? null : fromKnowledge(decided, course.tracker, scene)
    const decision: Decision = quoted?.decision ?? decided
    if (decision.action === 'action_listen') {
      const more = takeUp(course.tracker, bot)
      if (!more) return course
      settle(course, bot)
      course.tracker = more.tracker
      course.steps.push(...more.steps)
      await lookUp(course, bot, scene)
      await fillByActions(course, bot, scene)
      if (course.handOver) return course
      continue
    }
    const outcome: Outcome =
      quoted?.outcome ?? (await perform(decision, course.tracker, bot, scene, refusing))
    take(course, decision, outcome, bot)
    if (course.handOver) return course
    if (outcome.identified) await lookUp(course, bot, scene)
    next = outcome.followUp ? { action: outcome.followUp, by: decision.by } : null
    if (outcome.isRejected) {
      refusing.add(decision.action)
      next = afterRejection(decision, course.tracker, bot)
    }
  }
  course.handOver = { reason: 'going-round-in-circles', detail: lastActions(course.steps) }
  return course
}

/** What rules ask of the CRM, so that deciding itself needs to look at nothing. */
async function lookUp(course: Course, bot: Bot, scene: Scene): Promise<void> {
  const facts = await gatherFacts(course.tracker, bot, scene)
  if (!facts) return
  course.steps.push({ facts })
  course.tracker = follow(course.tracker, [{ facts }], bot)
}

/**
 * Slots that the project's own actions fill from a message, or check, before anything is decided.
 * Of what such an action answers only slots and words count, as with Rasa.
 */
async function fillByActions(course: Course, bot: Bot, scene: Scene): Promise<void> {
  for (const name of [...slotActions(course.tracker, bot), validatesMappings]) {
    const action = actionNamed(name, bot, scene)
    if (!action) continue
    const filled = filledSince(course.tracker)
    if (name === validatesMappings && Object.keys(filled).length === 0) continue
    const outcome = await act(action, course.tracker, scene, filled)
    const slots = Object.entries(outcome.slots ?? {})
      .filter(([slot, value]) => value !== course.tracker.slots[slot])
      .map(([slot, value]) => ({ slot, value }))
    course.tracker = follow(course.tracker, slots, bot)
    course.steps.push(...slots)
    course.says.push(...(outcome.says ?? []))
    course.reads.push(...(outcome.reads ?? []))
    if (outcome.handOver) {
      course.handOver = outcome.handOver
      return
    }
  }
}

/** What was said so far was about the part of the message before: it keeps the facts of then. */
function settle({ says, tracker }: Course, bot: Bot): void {
  const keyed = `utter_${tracker.latest?.understanding.intent.name ?? ''}`
  for (const [at, { response, facts, ...saying }] of says.entries()) {
    const isKeyed = keyed.startsWith(`${response}/`) && Object.hasOwn(bot.responses, keyed)
    says[at] = {
      ...saying,
      response: isKeyed ? keyed : response,
      facts: { ...tracker.slots, ...facts },
    }
  }
}

async function perform(
  decision: Decision,
  tracker: Tracker,
  bot: Bot,
  scene: Scene,
  refusing: ReadonlySet<string>,
): Promise<Outcome> {
  const { action } = decision
  if (bot.forms[action]) return continueForm(action, tracker, bot, scene, refusing.has(action))
  const own = actionNamed(action, bot, scene)
  if (own) return act(own, tracker, scene)
  const standard = runDefaultAction(action, tracker, bot)
  if (standard) return standard
  if (action.startsWith('utter_')) return { says: [{ response: action }] }
  if (action === 'action_hand_off') return { handOver: { reason: decision.reason ?? 'asked' } }
  return { handOver: { reason: 'failed', detail: `There is no action named ${action}.` } }
}

/**
 * A message that is not understood may still be answered by a page, word for word: after forms, and
 * before the fallback has its say. Null when it is understood, or no page answers it.
 */
function fromKnowledge(
  { action, by }: Decision,
  tracker: Tracker,
  { quote }: Scene,
): { decision: Decision; outcome: Outcome } | null {
  const { latest, language } = tracker
  if (!quote || action === 'action_listen' || by === 'form' || !latest?.understanding.doubt)
    return null
  if (actionsSince(tracker).length > 0) return null
  const found = quote(latest.text, language)
  if (!found) return null
  const { passage, title, link, source, probability } = found
  const facts = { passage, source: link === undefined ? title : `[${title}](${link})` }
  return {
    decision: { action: 'action_knowledge', by: 'knowledge', source },
    outcome: {
      says: [{ response: 'utter_knowledge', facts }],
      reads: [`page ${source.file}:${source.line} ${source.name} (${probability.toFixed(2)})`],
    },
  }
}

/** A form hears the message, has its candidates checked, and asks for what is still missing. */
async function continueForm(
  form: string,
  tracker: Tracker,
  bot: Bot,
  scene: Scene,
  isRefusing: boolean,
): Promise<Outcome> {
  const entered = tracker.loop === form ? tracker : follow(tracker, [{ loop: form }], bot)
  // A message that it has refused it does not hear once more: it only asks what it asked before.
  const candidates = isRefusing ? openQuestion(entered) : formCandidates(entered, bot)
  const validate = isRefusing ? undefined : actionNamed(`validate_${form}`, bot, scene)
  const checked: Outcome = validate ? await act(validate, entered, scene, candidates) : {}
  if (checked.isRejected) return checked
  const filled: Record<string, Json> = { ...candidates, ...checked.slots }
  const { steps, ask } = advanceForm(entered, bot, filled)
  const asked: Outcome = !ask
    ? {}
    : 'response' in ask
      ? { says: [ask] }
      : await act(actionNamed(ask.action, bot, scene), follow(entered, steps, bot), scene)
  const { slots: _checked, ...rest } = checked
  return {
    ...rest,
    ...asked,
    steps: tracker.loop === form ? steps : [{ loop: form }, ...steps],
    says: [...(checked.says ?? []), ...(asked.says ?? [])],
    reads: [...(checked.reads ?? []), ...(asked.reads ?? [])],
  }
}

function openQuestion(tracker: Tracker): Record<string, Json> {
  const requested = requestedSlot(tracker)
  return requested === null ? {} : { requested_slot: requested }
}

/** An action of ours, else one that the domain lists and the project's action server has. */
function actionNamed(name: string, bot: Bot, scene: Scene): Action | undefined {
  const own = scene.actions[name]
  if (own || !scene.actionServer || !bot.actions.includes(name)) return own
  const domain = () => rasaDomain(bot)
  return scene.actionServer(name, { endpoint: bot.actionEndpoint, domain }) ?? undefined
}

/** An action that breaks must not leave the customer without an answer: a person takes over. */
async function act(
  action: Action | undefined,
  tracker: Tracker,
  scene: Scene,
  filled?: Readonly<Record<string, Json>>,
): Promise<Outcome> {
  if (!action) return { handOver: { reason: 'failed', detail: 'An action is missing.' } }
  // Of the part that is being answered, when the message says several things.
  const { text, understanding } = tracker.latest ?? {}
  const grammar = () => scene.parse(text ?? '', understanding?.language ?? tracker.language)
  try {
    return await action({ ...scene, tracker, grammar, ...(filled && { filled }) })
  } catch (error) {
    if (error instanceof Problem) throw error
    scene.report(error)
    return { handOver: { reason: 'failed', detail: String(error) } }
  }
}

function take(course: Course, decision: Decision, outcome: Outcome, bot: Bot): void {
  const { action, by, source, confidence } = decision
  const slots = Object.entries(outcome.slots ?? {}).map(([slot, value]) => ({ slot, value }))
  const taken: Step = {
    action,
    by,
    ...(source ? { source } : {}),
    ...(confidence ? { confidence } : {}),
  }
  const steps: Step[] = [...(outcome.isRejected ? [] : [taken]), ...(outcome.steps ?? []), ...slots]
  course.tracker = follow(course.tracker, steps, bot)
  course.steps.push(...steps)
  course.says.push(...(outcome.says ?? []))
  course.changes.push(...(outcome.changes ?? []))
  for (const reminder of outcome.remind ?? []) course.changes.push({ do: 'set-reminder', reminder })
  course.reads.push(...(outcome.reads ?? []))
  if (outcome.identified) {
    course.identified = outcome.identified
    // The rest of this turn may already speak to the customer as to who they are.
    course.tracker = { ...course.tracker, customer: outcome.identified.customer }
  }
  if (outcome.handOver) {
    course.handOver = decision.reason
      ? { ...outcome.handOver, reason: decision.reason }
      : outcome.handOver
  }
}

/** Who else knows what to do; the fallback, when it is the one that refused again. */
function afterRejection(rejected: Decision, tracker: Tracker, bot: Bot): Decision {
  const other = decide(tracker, bot, { formRejects: true })
  if (other.action !== rejected.action) return other
  return rejected.action === bot.fallback.action
    ? { action: 'action_hand_off', by: 'fallback', reason: 'not-understood' }
    : { action: bot.fallback.action, by: 'fallback' }
}

const lastActions = (steps: readonly Step[]): string =>
  steps
    .flatMap((step) => ('action' in step ? [step.action] : []))
    .slice(-mostActions)
    .join(' → ')
