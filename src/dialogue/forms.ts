import type { Json, Saying, Step, Tracker } from '../conversation.ts'
import type { Bot, Form } from './bot.ts'
import { correctionIn } from './correction.ts'
import { fillSlot, type Hearing } from './fill-slot.ts'
import { requestedSlot } from './requested-slot.ts'
import { actionsSince } from './latest-message.ts'
import { own } from './own.ts'
import { slotsOfForm, slotsSoFar } from './slots-of-form.ts'

/**
 * The slots that the latest message would fill for the form in `tracker.loop`, not yet checked. When
 * the form starts with this message, what is known already is among them, to be checked as well.
 */
export function formCandidates(tracker: Tracker, bot: Bot): Record<string, Json> {
  const form = activeForm(tracker, bot)
  if (!form || !tracker.latest) return {}
  const isStarting = startsNow(tracker)
  const hearing: Hearing = {
    ...tracker.latest,
    loop: tracker.loop,
    requested: isStarting ? null : requestedSlot(tracker),
    isStarting,
  }
  const isHeard = isStarting && hasAnsweredForm(tracker, bot)
  const corrected = isStarting ? null : correctionIn(tracker.latest.text)
  if (corrected !== null) return correctedSlots(corrected, form, hearing, tracker, bot)
  const candidates = slotsOfForm(form, hearing.requested).flatMap((slot): [string, Json][] => {
    const said = isHeard ? undefined : fillSlot(slot, hearing, bot)
    if (said !== undefined) return [[slot, said]]
    const known = tracker.slots[slot] ?? null
    return isStarting && known !== null ? [[slot, known]] : []
  })
  return Object.fromEntries(candidates)
}

/**
 * "No, I meant the blue one" is no answer to the question that is open: it goes to the slots whose
 * entities it names, else to the one that was answered last, else it answers the open question.
 */
function correctedSlots(
  text: string,
  form: Form,
  hearing: Hearing,
  tracker: Tracker,
  bot: Bot,
): Record<string, Json> {
  const slots = slotsSoFar(form, tracker)
  const named = slots.flatMap((slot): [string, Json][] => {
    const value = fillSlot(slot, { ...hearing, text: '', requested: slot }, bot)
    return value === undefined || value === null ? [] : [[slot, value]]
  })
  if (named.length > 0) return Object.fromEntries(named)
  // Which intent a correction has tells nothing of what it corrects.
  const understanding = { ...hearing.understanding, intent: { name: '', confidence: 1 } }
  for (const slot of [latestAnswer(tracker, slots), hearing.requested]) {
    if (slot === null) continue
    const value = fillSlot(slot, { ...hearing, text, understanding, requested: slot }, bot)
    if (value !== undefined) return { [slot]: value }
  }
  return {}
}

/** The slot that the form in progress filled last. */
function latestAnswer({ past, loop }: Tracker, slots: readonly string[]): string | null {
  for (let at = past.length - 1; at >= 0; at--) {
    const happening = past[at]!
    if ('loop' in happening && happening.loop === loop) return null
    if (!('slot' in happening) || happening.value === null) continue
    if (slots.includes(happening.slot)) return happening.slot
  }
  return null
}

/** What a form does once its candidates are checked: fill, then ask for what is missing, or end. */
export function advanceForm(
  tracker: Tracker,
  bot: Bot,
  filled: Readonly<Record<string, Json>>,
): { steps: Step[]; ask?: Saying | { action: string } } {
  const form = activeForm(tracker, bot)
  if (!form) return { steps: [] }
  const slots: Readonly<Record<string, Json>> = { ...tracker.slots, ...filled }
  const steps: Step[] = Object.entries(filled)
    .filter(([slot, value]) => slot !== 'requested_slot' && value !== tracker.slots[slot])
    .map(([slot, value]) => ({ slot, value }))

  const requested = nextQuestion(form, slots, filled)
  if (requested !== (tracker.slots['requested_slot'] ?? null)) {
    steps.push({ slot: 'requested_slot', value: requested })
  }
  if (requested === null) return { steps: [...steps, { loop: null }] }
  const ask = questionFor(tracker.loop!, requested, bot)
  return ask ? { steps, ask } : { steps }
}

/** A validation may ask for a slot of its choice, or end the form by asking for none. */
function nextQuestion(
  form: Form,
  slots: Readonly<Record<string, Json>>,
  filled: Readonly<Record<string, Json>>,
): string | null {
  const wanted = own(filled, 'requested_slot')
  if (wanted === null || typeof wanted === 'string') return wanted
  return form.required.find((slot) => (slots[slot] ?? null) === null) ?? null
}

/** The four names under which a question may stand, the most particular first (Rasa's order). */
export const questionNames = (form: string, slot: string): string[] => [
  `action_ask_${form}_${slot}`,
  `utter_ask_${form}_${slot}`,
  `action_ask_${slot}`,
  `utter_ask_${slot}`,
]

function questionFor(form: string, slot: string, bot: Bot): Saying | { action: string } | null {
  for (const name of questionNames(form, slot)) {
    if (name.startsWith('utter_') && Object.hasOwn(bot.responses, name)) return { response: name }
    if (name.startsWith('action_') && bot.actions.includes(name)) return { action: name }
  }
  return null
}

const activeForm = ({ loop }: Tracker, bot: Bot): Form | undefined =>
  loop === null ? undefined : own(bot.forms, loop)

/** Whether a form has had this message already: it is not an answer to the next one, too. */
function hasAnsweredForm(tracker: Tracker, bot: Bot): boolean {
  const actions = actionsSince(tracker)
  const before = actions.at(-1) === tracker.loop ? actions.slice(0, -1) : actions
  return before.some((action) => own(bot.forms, action) !== undefined)
}

/** Whether the form was entered after the latest message, and has not asked anything since. */
function startsNow({ past, loop }: Tracker): boolean {
  for (let at = past.length - 1; at >= 0; at--) {
    const happening = past[at]!
    if ('intent' in happening) return false
    if ('loop' in happening) return happening.loop === loop
  }
  return false
}
