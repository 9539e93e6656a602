import { questionNames } from '../dialogue/forms.ts'
import type { Draft } from './draft.ts'
import type { Project } from './project.ts'
import { tell } from './tell.ts'

/** Tells of forms that could not ask for what they need, or never get it. */
export function validateForms({ bot }: Project, draft: Draft): void {
  const validations = new Set(bot.actions)
  for (const [form, { required, source }] of Object.entries(bot.forms)) {
    for (const slot of required) {
      const described = bot.slots[slot]
      if (!described) continue
      const names = questionNames(form, slot)
      if (!names.some((name) => Object.hasOwn(bot.responses, name) || validations.has(name))) {
        tell(draft, {
          code: 'no-question',
          at: source,
          message: `The form ${form} has no words to ask for ${slot}.`,
          remedy: `Write the response utter_ask_${form}_${slot}.`,
        })
      }
      const isFilled = described.mappings.length > 0 || validations.has(`validate_${form}`)
      if (!isFilled) {
        tell(draft, {
          code: 'slot-never-filled',
          at: source,
          message: `Nothing fills the slot ${slot} that the form ${form} needs.`,
          remedy: 'Give the slot mappings, such as from_entity.',
        })
      }
    }
  }
}
