import type { Logged } from '../conversation.ts'
import type { Bot } from '../dialogue/bot.ts'
import { isIntent } from '../dialogue/heard-intent.ts'
import { own } from '../dialogue/own.ts'
import type { Failure, Stage } from './play-conversation.ts'
import type { ConversationTest, TestStoryStep } from './project.ts'

type Story = Extract<ConversationTest, { readonly kind: 'story' }>

/**
 * Whether a test story can be played through whole turns: every action of the bot runs here, and the
 * story leaves nothing out that a real conversation would have, such as the answers to a form.
 */
export function isWhole({ steps }: Story, { bot, canRun }: Stage): boolean {
  const custom = bot.actions.filter((action) => !action.startsWith('utter_'))
  if (custom.length === 0 || !canRun || !custom.every(canRun)) return false
  let hasAnswer = true
  for (const step of steps) {
    // What actions set is theirs to set; only the form's own question may be told.
    if ('slots' in step && !('checkpoint' in step)) {
      if (step.slots.some(({ slot }) => slot !== 'requested_slot')) return false
    } else if ('checkpoint' in step || 'or' in step) return false
    else if ('loop' in step) {
      if (step.loop === null && !hasAnswer) return false
      hasAnswer = false
    } else if (!('action' in step)) hasAnswer = true
  }
  return true
}

/** Plays a test story through whole turns, to its end or to the first turn that goes another way. */
export async function playStoryInTurns({ steps }: Story, stage: Stage): Promise<Failure[]> {
  const conversation = await stage.start({ slots: {}, metadata: {} })
  for (const [at, step] of steps.entries()) {
    if (!isMessage(step)) continue
    const text = wordsOf(step)
    const { events } = await stage.takeTurn({
      conversation,
      clientId: `${conversation}-${at}`,
      text,
      ...(text.startsWith('/') ? { payload: text } : {}),
    })
    const failure = checkTurn(step, steps.slice(at + 1), events, stage.bot)
    if (failure) return [{ ...failure, after: text }]
  }
  return []
}

type Message = Extract<TestStoryStep, { readonly intent: string } | { readonly text: string }>

const isMessage = (step: TestStoryStep): step is Message => 'intent' in step || 'text' in step

/** The customer's words, or what a button would send. */
function wordsOf(step: Message): string {
  if ('text' in step && step.text) return step.text
  if (!('intent' in step)) return ''
  const entities = (step.entities ?? []).map(({ entity, value }) => [entity, value ?? entity])
  return `/${step.intent}${entities.length > 0 ? JSON.stringify(Object.fromEntries(entities)) : ''}`
}

function checkTurn(
  message: Message,
  rest: readonly TestStoryStep[],
  events: readonly Logged[],
  bot: Bot,
): Omit<Failure, 'after'> | null {
  const heard = events.find((event) => event.kind === 'customer-said')?.understanding?.intent.name
  if ('intent' in message && heard !== undefined && !isIntent(message.intent, heard)) {
    const { source, intent } = message
    return { source, expected: `the intent ${intent}`, got: `the intent ${heard}` }
  }
  const next = rest.findIndex(isMessage)
  const expected = (next < 0 ? rest : rest.slice(0, next)).flatMap((step) =>
    'action' in step && step.action !== 'action_listen' ? [step] : [],
  )
  const done = events.flatMap((event) =>
    event.kind === 'decided'
      ? event.steps.flatMap((step) => ('action' in step ? [step.action] : []))
      : [],
  )
  let at = 0
  for (const action of done) {
    if (expected[at]?.action === action) at++
    // That a form took its answer, or asked its question again, need not be written.
    else if (!own(bot.forms, action)) {
      const { source, action: wanted } = expected[at] ?? { ...message, action: 'action_listen' }
      return { source, expected: wanted, got: action }
    }
  }
  const missing = expected[at]
  return missing ? { source: missing.source, expected: missing.action, got: 'action_listen' } : null
}
