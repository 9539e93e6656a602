import { useEffect, useRef, useState } from 'preact/hooks'
import type { ConversationSummary, DeskEvent } from '../../server/wire.ts'
import { day } from '../shared/times.ts'
import { Bubble, PendingBubble } from './bubble.tsx'
import { Happened } from './happened.tsx'
import { logs, me, pending, pointedAt, typing } from './state.ts'
import { Understood } from './understood.tsx'
import { words } from './words.ts'
import './transcript.css'

const nothing: readonly DeskEvent[] = []

/** Everything that happened, in order; it stays at the end unless somebody reads further up. */
export function Transcript({ conversation }: { conversation: ConversationSummary }) {
  const w = words.value
  const events = logs.value.get(conversation.id) ?? nothing
  const sending = pending.value.filter((message) => message.conversation === conversation.id)
  // Of agents only the holder types: what one types oneself is no news.
  const isMine = conversation.agent?.id === me.value?.id
  const typist = typing.value.get(conversation.id)
  const who = typist === 'agent' && isMine ? undefined : typist
  const list = useRef<HTMLDivElement>(null)
  // Opened at a message that was found, it does not begin at the end.
  const [isAtEnd, setAtEnd] = useState(pointedAt.value?.conversation !== conversation.id)
  const last = events.at(-1)?.seq ?? 0

  const toEnd = () => list.current?.scrollTo({ top: list.current.scrollHeight })
  useEffect(() => {
    if (isAtEnd) toEnd()
  }, [last, sending.length, who])
  const found = pointedAt.value
  useEffect(() => {
    if (!found || found.conversation !== conversation.id) return
    const message = list.current?.querySelector(`[data-seq="${found.seq}"]`)
    if (!message) return
    message.scrollIntoView({ block: 'center' })
    message.classList.add('bubble-found')
    pointedAt.value = null
  }, [last, found])
  useEffect(() => {
    // The box below grows and shrinks with what is written: the end stays in sight.
    const watch = new ResizeObserver(() => atEnd(list.current) || (isAtEnd && toEnd()))
    if (list.current) watch.observe(list.current)
    return () => watch.disconnect()
  }, [isAtEnd])

  return (
    <div class="transcript-frame">
      <div
        class="transcript"
        ref={list}
        tabIndex={0}
        role="log"
        aria-label={w.conversation}
        aria-live="off"
        onScroll={() => setAtEnd(atEnd(list.current))}
      >
        {events.map((event, index) => (
          <Entry
            key={event.seq}
            event={event}
            before={events[index - 1]}
            turn={turnOf(events, index)}
          />
        ))}
        {sending.map((message) => (
          <PendingBubble key={message.clientId} message={message} />
        ))}
        {who && (
          <p class="transcript-typing">
            {who === 'customer' ? w.typingCustomer : w.typingAgent(conversation.agent?.name ?? '')}
          </p>
        )}
      </div>
      {!isAtEnd && (
        <button type="button" class="button transcript-to-end" onClick={toEnd}>
          ↓ {w.newMessages}
        </button>
      )}
    </div>
  )
}

function Entry({
  event,
  before,
  turn,
}: {
  event: DeskEvent
  before: DeskEvent | undefined
  turn: readonly DeskEvent[]
}) {
  const isNewDay =
    !before || new Date(before.at).toDateString() !== new Date(event.at).toDateString()
  return (
    <>
      {isNewDay && <p class="transcript-day">{day(event.at)}</p>}
      {isMessage(event) ? <Bubble event={event} /> : <Happened event={event} />}
      {event.kind === 'customer-said' && <Understood message={event} turn={turn} />}
    </>
  )
}

export function isMessage(event: DeskEvent): event is MessageEvent {
  return ['customer-said', 'bot-said', 'agent-said', 'noted'].includes(event.kind)
}

export type MessageEvent = Extract<
  DeskEvent,
  { kind: 'customer-said' | 'bot-said' | 'agent-said' | 'noted' }
>

/** What followed a message, up to the next one of the customer: the decision and its answer. */
function turnOf(events: readonly DeskEvent[], index: number): readonly DeskEvent[] {
  if (events[index]?.kind !== 'customer-said') return nothing
  const next = events.findIndex(({ kind }, at) => at > index && kind === 'customer-said')
  return events.slice(index + 1, next < 0 ? undefined : next)
}

function atEnd(list: HTMLElement | null): boolean {
  return !list || list.scrollHeight - list.scrollTop - list.clientHeight < 40
}
