import type { ComponentChildren } from 'preact'
import { LinkedText } from '../shared/linked-text.tsx'
import { clock } from '../shared/times.ts'
import { discard, retry } from './outbox.ts'
import { me, type Pending } from './state.ts'
import type { MessageEvent } from './transcript.tsx'
import { words } from './words.ts'

/** A message of the customer, the bot or an agent, or a note of the desk. */
export function Bubble({ event }: { event: MessageEvent }) {
  const w = words.value
  if (event.kind === 'customer-said') {
    return (
      <Frame from="customer" who={w.customerSays} event={event}>
        <Text text={event.text} />
        {event.payload && (
          <p class="bubble-aside">
            {w.pressed} · <code>{event.payload}</code>
          </p>
        )}
      </Frame>
    )
  }
  if (event.kind === 'bot-said') {
    return (
      <Frame from="bot" who={w.bot} event={event} response={event.response}>
        {event.text !== undefined && <Text text={event.text} />}
        {event.image && <p class="bubble-aside">{event.image}</p>}
        {event.buttons && event.buttons.length > 0 && (
          <ul class="bubble-buttons">
            {event.buttons.map(({ title, payload }) => (
              <li key={payload} title={payload}>
                {title}
              </li>
            ))}
          </ul>
        )}
      </Frame>
    )
  }
  const who = event.agent.id === me.value?.id ? w.you : event.agent.name
  const isNote = event.kind === 'noted'
  return (
    <Frame from={isNote ? 'note' : 'agent'} who={isNote ? `${w.note} · ${who}` : who} event={event}>
      <Text text={event.text} />
    </Frame>
  )
}

/** What is on its way. */
export function PendingBubble({ message }: { message: Pending }) {
  const w = words.value
  const isFailed = message.state === 'failed'
  return (
    <div
      class={`bubble bubble-${message.as === 'note' ? 'note' : 'agent'} bubble-${message.state}`}
    >
      <div class="bubble-body">
        <Text text={message.text} />
      </div>
      <p class="bubble-meta" role={isFailed ? 'alert' : undefined}>
        {isFailed ? `${w.failed}. ${message.why ?? ''}` : w.sending}
        {isFailed && (
          <>
            <button type="button" onClick={() => retry(message)}>
              {w.retry}
            </button>
            <button type="button" onClick={() => discard(message)}>
              {w.discard}
            </button>
          </>
        )}
      </p>
    </div>
  )
}

function Frame(props: {
  from: 'customer' | 'bot' | 'agent' | 'note'
  who: string
  event: MessageEvent
  response?: string | undefined
  children: ComponentChildren
}) {
  return (
    <article class={`bubble bubble-${props.from}`} data-seq={props.event.seq}>
      <div class="bubble-body">{props.children}</div>
      <p class="bubble-meta">
        <bdi>{props.who}</bdi> · <time dateTime={props.event.at}>{clock(props.event.at)}</time>
        {props.response && <code>{props.response}</code>}
      </p>
    </article>
  )
}

function Text({ text }: { text: string }) {
  return (
    <p class="bubble-text" dir="auto">
      <LinkedText text={text} />
    </p>
  )
}
