import type { Json, Tracker } from '../conversation.ts'
import type { Bot } from './bot.ts'
import { isHeard } from './fill-slot.ts'
import { latestMessageAt } from './latest-message.ts'
import { requestedSlot } from './requested-slot.ts'

/** Checks what the latest message filled outside of forms, when the project has such an action. */
export const validatesMappings = 'action_validate_slot_mappings'

/** The actions that `custom` mappings have fill their slots from the latest message, each once. */
export function slotActions(tracker: Tracker, bot: Bot): string[] {
  const custom = customMappings(bot)
  const { latest, loop } = tracker
  if (custom.length === 0 || !latest) return []
  const hearing = { ...latest, loop, requested: requestedSlot(tracker), isStarting: false }
  const heard = custom.filter(({ slot, mapping }) => isHeard(slot, mapping, hearing, bot))
  return [...new Set(heard.map(({ mapping }) => mapping.action!))]
}

/** The slots that were filled since the latest message. */
export function filledSince(tracker: Tracker): Record<string, Json> {
  const since = tracker.past.slice(latestMessageAt(tracker) + 1)
  return Object.fromEntries(
    since.flatMap((happening): [string, Json][] =>
      'slot' in happening && happening.slot !== 'requested_slot'
        ? [[happening.slot, happening.value]]
        : [],
    ),
  )
}

const known = new WeakMap<Bot, ReturnType<typeof findCustom>>()

function customMappings(bot: Bot): ReturnType<typeof findCustom> {
  let found = known.get(bot)
  if (!found) known.set(bot, (found = findCustom(bot)))
  return found
}

function findCustom({ slots }: Bot) {
  return Object.entries(slots).flatMap(([slot, { mappings }]) =>
    mappings.flatMap((mapping) => (mapping.action === undefined ? [] : [{ slot, mapping }])),
  )
}
