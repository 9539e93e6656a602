import { useEffect, useRef, useState } from 'preact/hooks'
import { lists, logs, me, openId } from './state.ts'
import { words } from './words.ts'

/** Reads out, once each: what the customer writes in the open conversation, and who begins to wait. */
export function Announcer() {
  const [said, say] = useState('')
  const id = openId.value
  const log = logs.value.get(id ?? '')
  const last = log?.at(-1)?.seq ?? 0
  const heard = useRef({ id, last: 0 })
  const waiting = lists.value.waiting.length
  const waited = useRef(waiting)

  useEffect(() => {
    if (!log) return
    // What was there when it was opened is history, not news.
    if (heard.current.id !== id || heard.current.last === 0) {
      heard.current = { id, last }
      return
    }
    for (const event of log.filter(({ seq }) => seq > heard.current.last)) {
      const w = words.value
      if (event.kind === 'customer-said') say(w.announceMessage(w.customerSays, event.text))
      if (event.kind === 'agent-said' && event.agent.id !== me.value?.id) {
        say(w.announceMessage(event.agent.name, event.text))
      }
    }
    heard.current = { id, last }
  }, [id, last])

  useEffect(() => {
    if (waiting > waited.current) say(words.value.announceWaiting(waiting))
    waited.current = waiting
  }, [waiting])

  return (
    <p class="visually-hidden" role="status" aria-live="polite" data-announcer>
      {said}
    </p>
  )
}
