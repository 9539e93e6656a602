import { rulesAndStories } from '../dialogue/paths.ts'
import { standingSlots } from '../dialogue/standing-names.ts'
import type { StoryStep } from '../dialogue/bot.ts'
import type { Draft } from './draft.ts'
import type { Project } from './project.ts'
import { tell } from './tell.ts'

/**
 * Tells of slots that nothing fills, and of those that nothing reads. What actions do whose code is
 * not at hand cannot be known: then only slots without any mapping are told of, and none as unread.
 */
export function validateSlots({ bot }: Project, draft: Draft): void {
  const hasActions = bot.actions.some((action) => !action.startsWith('utter_'))
  const mayAct = (slot: string) => hasActions && (draft.actionsMention?.(slot) ?? true)
  const read = readSlots({ bot })
  const needed = new Set(Object.values(bot.forms).flatMap(({ required }) => required))
  for (const [name, { mappings, initial, source }] of Object.entries(bot.slots)) {
    if (standingSlots.includes(name)) continue
    const isOnlyCustom = mappings.every(({ type }) => type === 'custom')
    const isSetInStories = draft.uses.some(
      (use) => use.kind === 'slot' && use.name === name && use.by.startsWith('the story'),
    )
    const isFilled =
      initial !== null ||
      (mappings.length > 0 && (!isOnlyCustom || mayAct(name))) ||
      (isSetInStories && mayAct(name))
    // What a form needs is told of with the form.
    if (!isFilled && !needed.has(name)) {
      tell(draft, {
        code: 'slot-never-filled',
        at: source,
        message: `Nothing fills the slot ${name}.`,
        remedy: 'Give it mappings, such as from_entity, or remove it.',
      })
    }
    if (!read.has(name) && !mayAct(name)) {
      tell(draft, {
        code: 'slot-never-read',
        at: source,
        message: `Nothing reads the slot ${name}: no form, response, rule or story.`,
        remedy: `Say {${name}} in a response, ask for it in a condition, or remove it.`,
      })
    }
  }
}

/** The slots that forms need, responses say, and rules and stories look at. */
function readSlots({ bot }: Pick<Project, 'bot'>): ReadonlySet<string> {
  const read = new Set<string>()
  for (const { required } of Object.values(bot.forms)) for (const slot of required) read.add(slot)
  for (const variant of Object.values(bot.responses).flat()) {
    for (const { slot } of variant.condition ?? []) read.add(slot)
    const said = JSON.stringify([variant.text, variant.buttons, variant.image, variant.custom])
    for (const [, slot = ''] of said.matchAll(/\{([\p{L}\p{N}_][\p{L}\p{N}_.-]*)\}/gu))
      read.add(slot)
  }
  for (const { conditions } of bot.rules) {
    for (const condition of conditions) if ('slot' in condition) read.add(condition.slot)
  }
  const look = (step: StoryStep): void => {
    if ('or' in step) step.or.forEach(look)
    else if ('slots' in step) for (const { slot } of step.slots ?? []) read.add(slot)
  }
  for (const { steps } of rulesAndStories(bot)) steps.forEach(look)
  return read
}
