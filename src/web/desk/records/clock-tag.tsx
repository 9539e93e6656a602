import type { Schemas } from '../../shared/api-types.ts'
import { when } from './when.ts'
import { words } from './words.ts'

type Clock = Schemas['Ticket']['clocks']['response']

const looks: Readonly<Record<Clock['state'], string>> = {
  running: '',
  'at-risk': 'tag-warn',
  breached: 'tag-bad',
  paused: '',
  met: 'tag-good',
  missed: 'tag-bad',
}

/** How one clock of a ticket stands; while it runs, with the time at which it is over. */
export function ClockTag({ clock: { due, state } }: { clock: Clock }) {
  const w = words.value
  const isOn = state === 'running' || state === 'at-risk' || state === 'breached'
  return (
    <span class={`tag ${looks[state]}`}>
      {w.clockStates[state]}
      {isOn && (
        <>
          {' · '}
          <time dateTime={due}>{w.dueBy(when(due))}</time>
        </>
      )}
    </span>
  )
}
