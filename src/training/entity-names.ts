import type { SlotMapping } from '../dialogue/bot.ts'
import type { EntityNames } from './learn-entities.ts'
import type { Project } from './project.ts'

/** What the domain says about entities: all of them, and those that some slot is filled from. */
export function entityNames({ bot }: Project): EntityNames {
  const mappings = Object.values(bot.slots).flatMap((slot): readonly SlotMapping[] => slot.mappings)
  const wanted = mappings.flatMap(({ type, entity }) =>
    type === 'from_entity' && entity !== undefined ? [entity] : [],
  )
  return { all: Object.keys(bot.entities), wanted: [...new Set(wanted)] }
}
