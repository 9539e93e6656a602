import type { SlotMapping } from '../../dialogue/bot.ts'
import {
  type GivenVariant,
  type Importing,
  addForm,
  addIntent,
  addResponse,
  addRule,
  addSlot,
} from './importing.ts'
import { plainName } from './plain-name.ts'

export type Question = {
  readonly slot: string
  readonly entity: string
  /** Ways to ask for it; none when the source has none. */
  readonly asks: readonly GivenVariant[]
  /** Whether only words of a list count as an answer. */
  readonly isClosed?: boolean
}

/** What an intent needs to know becomes a form: slots, their questions, and the rules around them. */
export function addQuestions(
  into: Importing,
  file: string,
  given: {
    readonly intent: string
    readonly questions: readonly Question[]
    readonly answer?: string | undefined
  },
): void {
  const intent = addIntent(into, file, given.intent)
  const form = plainName(into, file, 'form', `${intent}_form`)
  const slots = given.questions.map(({ slot, entity, asks, isClosed }) => {
    const requested = plainName(into, file, 'slot', slot)
    const here = plainName(into, file, 'entity', entity)
    const mappings: SlotMapping[] = [{ type: 'from_entity', entity: here }]
    if (!isClosed) {
      mappings.push({ type: 'from_text', conditions: [{ loop: form, requested }] })
    }
    addSlot(into, file, slot, mappings)
    const asked = asks.length > 0 ? asks : [{ text: `${slot}?` }]
    addResponse(into, file, `ask_${form}_${requested}`, asked)
    return requested
  })
  addForm(into, file, intent, slots)
  addRule(into, `${intent}: ask`, [{ intent }, { action: form }, { loop: form }])
  if (given.answer === undefined) return
  into.draft.rules.push({
    name: `${intent}: answer`,
    source: { file: 'import', line: 1 },
    conditions: [{ loop: form }],
    startsConversation: false,
    waits: true,
    steps: [
      { action: form },
      { loop: null },
      { slots: [{ slot: 'requested_slot', set: false }] },
      { action: given.answer },
    ],
  })
}
