import { readLog } from '../crm/log.ts'
import type { Action } from './action.ts'

/** Far enough back to hold the latest turn. */
const look = 30

/** Says again what the bot said last. */
export const repeat: Action = async ({ db, conversation }) => {
  const log = await readLog(db, conversation.id, Math.max(0, conversation.lastSeq - look), look)
  const asked = log.findLastIndex(({ kind }) => kind === 'customer-said')
  const said = log.slice(asked + 1).flatMap((event) => (event.kind === 'bot-said' ? [event] : []))
  const says = said.flatMap(({ text, buttons }) =>
    text === undefined
      ? []
      : [{ response: 'utter_repeat', facts: { said: text }, ...(buttons ? { buttons } : {}) }],
  )
  return { says: says.length > 0 ? says : [{ response: 'utter_nothing_to_repeat' }] }
}
