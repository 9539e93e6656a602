import type { Tracker } from '../conversation.ts'
import type { Bot } from './bot.ts'
import { own } from './own.ts'

/**
 * The form that another one interrupted and that goes on once the other is complete; null when there
 * is none. Whoever stops a form has stopped those behind it, too.
 */
export function suspendedForm({ past }: Pick<Tracker, 'past'>, bot: Bot): string | null {
  const suspended: string[] = []
  let current: string | null = null
  let isStopped = false
  for (const happening of past) {
    if ('action' in happening) isStopped = happening.action === 'action_deactivate_loop'
    if (!('loop' in happening)) continue
    const { loop } = happening
    if (loop === null) {
      if (isStopped || current === null) suspended.length = 0
    } else {
      if (suspended.includes(loop)) suspended.splice(suspended.indexOf(loop), 1)
      if (current !== null && current !== loop && own(bot.forms, current)) suspended.push(current)
    }
    current = loop
  }
  const latest = suspended.at(-1)
  return latest !== undefined && own(bot.forms, latest) ? latest : null
}
