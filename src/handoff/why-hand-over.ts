import type { HandOverReason, Tracker } from '../conversation.ts'

/** After how many misunderstood messages in a row, or upset ones in a session, a person is needed. */
export type HandOverSettings = { readonly misunderstood: number; readonly upset: number }

/** The fallback asks again at the first, offers likely intents at the second, and hands over at the third. */
const usual: HandOverSettings = { misunderstood: 3, upset: 2 }

/**
 * Why a person should take over now, or null. `asked` when the bot just decided to
 * `action_hand_off`. Nobody is called to a conversation that is waiting or held already.
 */
export function whyHandOver(
  tracker: Tracker,
  settings: Partial<HandOverSettings> = {},
): HandOverReason | null {
  const limits = { ...usual, ...settings }
  if (tracker.heldBy !== 'bot') return null
  if (isAskedFor(tracker)) return 'asked'
  if (tracker.upset >= limits.upset) return 'upset'
  if (tracker.misunderstood >= limits.misunderstood) return 'not-understood'
  return null
}

/** Only what happened since the customer's latest message: an earlier hand-over has been served. */
function isAskedFor({ past }: Tracker): boolean {
  const latest = past.findLastIndex((happening) => 'intent' in happening)
  return past
    .slice(latest + 1)
    .some((happening) => 'action' in happening && happening.action === 'action_hand_off')
}
