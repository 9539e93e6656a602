import type { Json } from '../conversation.ts'

/** Roughly: whether it is one that belongs to a customer is for the CRM to say. */
export function isEmail(said: Json | undefined): said is string {
  return (
    typeof said === 'string' && said.length <= 254 && /^\s*[^\s@]+@[^\s@]+\.[^\s@.]+\s*$/.test(said)
  )
}
