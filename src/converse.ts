import { type Action, type ActionContext, type Outcome } from './actions/action.ts'
import type { HandOverReason, Json, Saying, Step, Tracker } from './conversation.ts'
import type { Change } from './crm/change.ts'
import type { Bot } from './dialogue/bot.ts'
import { type Decision, decide } from './dialogue/decide.ts'
import { runDefaultAction } from './dialogue/default-actions.ts'
import { follow } from './dialogue/follow.ts'
import { advanceForm, formCandidates } from './dialogue/forms.ts'
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

/** The store and the clock that actions look at. */
export type Scene = Omit<ActionContext, 'tracker' | 'filled'> & {
  readonly actions: Readonly<Record<string, Action>>
  readonly report: (error: unknown) => void
}

/**
 * Decides and acts until it is the customer's turn to speak, or a person's to take over. Writes
 * nothing: what actions want changed comes back in the course.
 */
export async function converse(heard: Tracker, bot: Bot, scene: Scene): Promise<Course> {
  const course: Course = { tracker: heard, steps: [], says: [], changes: [], reads: [] }
  let next: Decision | null = null
  await lookUp(course, bot, scene)
  for (let taken = 0; taken < mostActions; taken++) {
    const decision: Decision = next ?? decide(course.tracker, bot)
    if (decision.action === 'action_listen') {
      const more = takeUp(course.tracker, bot)
      if (!more) return course
      settle(course, bot)
      course.tracker = more.tracker
      course.steps.push(...more.steps)
      continue
    }
    const outcome = await perform(decision, course.tracker, bot, scene)
    take(course, decision, outcome, bot)
    if (course.handOver) return course
    if (outcome.identified) await lookUp(course, bot, scene)
    next = outcome.followUp ? { action: outcome.followUp, by: decision.by } : null
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

type Performed = Outcome & { readonly steps?: readonly Step[] }

async function perform(
  decision: Decision,
  tracker: Tracker,
  bot: Bot,
  scene: Scene,
): Promise<Performed> {
  const { action } = decision
  if (bot.forms[action]) return continueForm(action, tracker, bot, scene)
  const own = scene.actions[action]
  if (own) return act(own, { ...scene, tracker })
  const standard = runDefaultAction(action, tracker, bot)
  if (standard) return standard
  if (action.startsWith('utter_')) return { says: [{ response: action }] }
  if (action === 'action_hand_off') return { handOver: { reason: decision.reason ?? 'asked' } }
  return { handOver: { reason: 'failed', detail: `There is no action named ${action}.` } }
}

/** A form hears the message, has its candidates checked, and asks for what is still missing. */
async function continueForm(
  form: string,
  tracker: Tracker,
  bot: Bot,
  scene: Scene,
): Promise<Performed> {
  const entered = tracker.loop === form ? tracker : follow(tracker, [{ loop: form }], bot)
  const candidates = formCandidates(entered, bot)
  const validate = scene.actions[`validate_${form}`]
  const checked: Outcome = validate
    ? await act(validate, { ...scene, tracker: entered, filled: candidates })
    : {}
  const filled: Record<string, Json> = { ...candidates, ...checked.slots }
  const { steps, ask } = advanceForm(entered, bot, filled)
  const asked: Outcome = !ask
    ? {}
    : 'response' in ask
      ? { says: [ask] }
      : await act(scene.actions[ask.action], { ...scene, tracker: follow(entered, steps, bot) })
  const { slots: _checked, ...rest } = checked
  return {
    ...rest,
    ...asked,
    steps: tracker.loop === form ? steps : [{ loop: form }, ...steps],
    says: [...(checked.says ?? []), ...(asked.says ?? [])],
    reads: [...(checked.reads ?? []), ...(asked.reads ?? [])],
  }
}

/** An action that breaks must not leave the customer without an answer: a person takes over. */
async function act(action: Action | undefined, context: ActionContext & Scene): Promise<Outcome> {
  if (!action) return { handOver: { reason: 'failed', detail: 'An action is missing.' } }
  try {
    return await action(context)
  } catch (error) {
    if (error instanceof Problem) throw error
    context.report(error)
    return { handOver: { reason: 'failed', detail: String(error) } }
  }
}

function take(course: Course, decision: Decision, outcome: Performed, bot: Bot): void {
  const { action, by, source, confidence } = decision
  const slots = Object.entries(outcome.slots ?? {}).map(([slot, value]) => ({ slot, value }))
  const steps: Step[] = [
    { action, by, ...(source ? { source } : {}), ...(confidence ? { confidence } : {}) },
    ...(outcome.steps ?? []),
    ...slots,
  ]
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

const lastActions = (steps: readonly Step[]): string =>
  steps
    .flatMap((step) => ('action' in step ? [step.action] : []))
    .slice(-mostActions)
    .join(' → ')
