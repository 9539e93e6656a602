import type { DeskEvent } from '../../server/wire.ts'
import { percent } from '../shared/times.ts'
import { Why } from './why.tsx'
import { shown } from './shown.ts'
import { words } from './words.ts'
import './understood.css'

type Message = Extract<DeskEvent, { kind: 'customer-said' }>

/** One line under a customer's message: what the bot took it for. It opens to tell why. */
export function Understood({ message, turn }: { message: Message; turn: readonly DeskEvent[] }) {
  const w = words.value
  const { understanding } = message
  if (!understanding) return null
  const { intent, doubt, entities, sentiment, isUpset } = understanding
  const mood = isUpset ? 'bad' : sentiment < -0.25 ? 'low' : sentiment > 0.35 ? 'good' : 'even'
  return (
    <details class="understood">
      <summary aria-label={w.understood}>
        <code>{intent.name}</code>
        <span class={doubt ? 'understood-doubt' : ''}>
          {percent(intent.confidence)}
          {doubt && ` · ${w.doubts[doubt]}`}
        </span>
        {entities.map(({ entity, value, start }) => (
          <span key={`${entity} ${start}`} class="tag">
            {entity}: <bdi>{shown(value)}</bdi>
          </span>
        ))}
        {mood !== 'even' && (
          <span
            class={`tag ${mood === 'bad' ? 'tag-bad' : mood === 'low' ? 'tag-warn' : 'tag-good'}`}
          >
            {w.moods[mood]}
          </span>
        )}
      </summary>
      <Why message={message} understanding={understanding} turn={turn} />
    </details>
  )
}
