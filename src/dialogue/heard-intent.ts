import type { Happening, Understanding } from '../conversation.ts'
import { notUnderstood, outOfScope } from './standing-names.ts'

export type Heard = Extract<Happening, { readonly intent: string }>

/**
 * The intent that rules, stories and slot mappings see: `nlu_fallback` when the understanding is
 * not to be relied on, unless it is the team's own intent for such messages.
 */
export function heardIntent(heard: {
  readonly intent: string
  readonly doubt?: Understanding['doubt']
}): string {
  return heard.doubt && heard.intent !== outOfScope ? notUnderstood : heard.intent
}

/** `faq/opening_hours` is the retrieval intent `faq`, too. */
export const baseIntent = (intent: string): string => {
  const slash = intent.indexOf('/')
  return slash < 0 ? intent : intent.slice(0, slash)
}

/** Whether a name in the files, with or without a retrieval key, means this intent. */
export const isIntent = (named: string, intent: string): boolean =>
  named === intent || named === baseIntent(intent)
