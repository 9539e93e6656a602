import type { Json, Saying } from '../conversation.ts'
import type { Action } from './action.ts'
import { isEmail } from './is-email.ts'
import { problemOf } from './problem-of.ts'

export const validateContactForm: Action = async ({ filled = {} }) => {
  const slots: Record<string, Json> = {}
  const says: Saying[] = []
  if ('email' in filled) {
    slots['email'] = isEmail(filled['email']) ? filled['email'].trim() : null
    if (slots['email'] === null) says.push({ response: 'utter_invalid_email' })
  }
  if ('problem' in filled) slots['problem'] = problemOf(filled['problem'])
  return { slots, says }
}
