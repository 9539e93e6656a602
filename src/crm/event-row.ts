import type { Event, Logged } from '../conversation.ts'

export type EventRow = {
  readonly conversation: string
  readonly seq: number
  readonly position: number
  readonly at: string
  readonly body: string
}

export function loggedOf({ conversation, seq, position, at, body }: EventRow): Logged {
  return { ...(JSON.parse(body) as Event), conversation, seq, position, at }
}
