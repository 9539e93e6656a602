import type { Logged } from '../conversation.ts'
import type { DeskEvent } from './wire.ts'

/** An event as the desk gets it: a channel's own data is between the channel and its client. */
export function deskEvent(event: Logged): DeskEvent {
  if (event.kind !== 'customer-said') return event
  const { channelData: _, ...rest } = event
  return rest
}
