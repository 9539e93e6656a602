import type { Recorded } from '../../server/wire.ts'
import { post, Refusal } from '../shared/call.ts'
import { append, catchUp } from './load.ts'
import { logs, pending, type Pending } from './state.ts'

let line: Promise<void> = Promise.resolve()

/** Shows the message at once and sends it; one after another, so that they arrive as written. */
export function send(conversation: string, as: 'say' | 'note', text: string): void {
  const message: Pending = {
    conversation,
    clientId: crypto.randomUUID(),
    as,
    text,
    state: 'sending',
  }
  pending.value = [...pending.value, message]
  enqueue(message)
}

/** The same id again: if the first one did arrive after all, the server says so and keeps one. */
export function retry(message: Pending): void {
  replace(message, { ...message, state: 'sending' })
  enqueue(message)
}

export function discard({ clientId }: Pending): void {
  pending.value = pending.value.filter((other) => other.clientId !== clientId)
}

/** What did not get through while the server could not be reached. */
export function resend(): void {
  for (const message of pending.value) {
    if (message.state === 'failed' && message.why === undefined) retry(message)
  }
}

function enqueue(message: Pending): void {
  line = line.then(() => transmit(message))
}

async function transmit(message: Pending): Promise<void> {
  const { conversation, as, clientId, text } = message
  try {
    const { events } = await post<Recorded>(`/api/desk/conversations/${conversation}/${as}`, {
      clientId,
      text,
    })
    append(conversation, events)
    // A repeat may be older than what is here; what is newer takes it along when the gap is read.
    if (isHere(conversation, clientId)) discard(message)
    else await catchUp(conversation)
  } catch (problem) {
    const failed: Pending = { conversation, as, clientId, text, state: 'failed' }
    // What the server refuses it will refuse again; all else is sent again by itself.
    const isRefused = problem instanceof Refusal && problem.status >= 400 && problem.status < 500
    replace(message, isRefused ? { ...failed, why: problem.message } : failed)
  }
}

function isHere(conversation: string, clientId: string): boolean {
  const log = logs.value.get(conversation) ?? []
  return log.some((event) => 'clientId' in event && event.clientId === clientId)
}

function replace(message: Pending, by: Pending): void {
  pending.value = pending.value.map((other) => (other.clientId === message.clientId ? by : other))
}
