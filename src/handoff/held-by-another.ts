import type { Conversation } from '../crm/conversations.ts'
import { Problem } from '../problem.ts'

/** The refusal of whatever only the holder of a conversation may do. */
export function heldByAnother({ heldBy, agent }: Conversation): Problem {
  if (heldBy === 'agent') {
    return new Problem(
      'conflict',
      'HeldByAnother',
      `${agent?.name ?? 'A colleague'} holds this conversation. Ask for it to be given back first.`,
    )
  }
  return new Problem(
    'conflict',
    'NotClaimed',
    `${heldBy === 'bot' ? 'The bot answers' : 'Nobody holds'} this conversation. Take it over first.`,
  )
}
