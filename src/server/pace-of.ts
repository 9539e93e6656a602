import { readDeclared } from '../crm/records/read-declared.ts'
import type { Pace } from '../crm/service/sla.ts'
import type { Parley } from './parley.ts'

/** By when tickets are due: the targets of the records file, the hours of the bot's domain. */
export function paceOf({ settings, model }: Pick<Parley, 'settings' | 'model'>): Pace {
  return { sla: readDeclared(settings.RECORDS_FILE).sla, hours: hoursOf(model) }
}

/** Before a model serves, people are taken to be there. */
function hoursOf(model: Parley['model']): Pace['hours'] {
  try {
    return model().bot.hours
  } catch {
    return undefined
  }
}
