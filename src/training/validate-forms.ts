import { questionNames } from '../dialogue/forms.ts'
import type { Draft } from './draft.ts'
import type { Project } from './project.ts'

/** Tells of forms that could not ask for what they need, or never get it. */
export function validateForms({ bot }: Project, draft: Draft): void {
  const validations = new Set(bot.actions)
  for (const [form, { required, source }] of Object.entries(bot.forms)) {
    for (const slot of required) {
      const described = bot.slots[slot]
      if (!described) continue
      const tell = (message: string, remedy: string) =>
        draft.findings.push({
          severity: 'warning',
          file: source.file,
          line: source.line,
          column: 1,
          message,
          remedy,
        })
      const names = questionNames(form, slot)
      if (!names.some((name) => Object.hasOwn(bot.responses, name) || validations.has(name))) {
        tell(
          `The form ${form} has no words to ask for ${slot}.`,
          `Write the response utter_ask_${form}_${slot}.`,
        )
      }
      const isFilled = described.mappings.length > 0 || validations.has(`validate_${form}`)
      if (!isFilled) {
        tell(
          `Nothing fills the slot ${slot} that the form ${form} needs.`,
          'Give the slot mappings, such as from_entity.',
        )
      }
    }
  }
}
