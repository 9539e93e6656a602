import type { Action } from './action.ts'

/** Who has proven who they are is written to no more; to others it says where that is done. */
export const unsubscribe: Action = ({ tracker: { customer } }) =>
  Promise.resolve(
    customer === null
      ? { says: [{ response: 'utter_newsletter_unsubscribe' }] }
      : { changes: [{ do: 'unsubscribe', customer }], says: [{ response: 'utter_unsubscribed' }] },
  )
