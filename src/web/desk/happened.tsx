import type { DeskEvent } from '../../server/wire.ts'
import { clock } from '../shared/times.ts'
import { words } from './words.ts'

/** What is no message: a thin line between the bubbles. Decisions are shown at their message. */
export function Happened({ event }: { event: DeskEvent }) {
  const text = tell(event)
  if (!text) return null
  return (
    <p class="happened">
      <span>{text}</span> <time dateTime={event.at}>{clock(event.at)}</time>
    </p>
  )
}

function tell(event: DeskEvent): string | null {
  const w = words.value
  switch (event.kind) {
    case 'session-started':
      return event.seq === 1 ? null : w.happened['session-started']
    case 'handed-over':
      return w.happened['handed-over'](w.reasons[event.reason])
    case 'claimed':
    case 'given-back':
    case 'resolved':
      return w.happened[event.kind](event.agent.name)
    case 'sent-to-team':
      return w.happened['sent-to-team'](event.agent.name, event.team.name)
    case 'identified':
      return w.happened.identified[event.how]
    case 'changed':
      return w.happened.changed(event.what, event.record)
    default:
      return null
  }
}
