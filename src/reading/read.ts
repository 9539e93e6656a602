import type { Understanding } from '../conversation.ts'
import type { Explanation } from '../nlp/explain.ts'
import type { NluModel } from '../nlp/model.ts'
import { type ToUnderstand, understandAndExplain } from '../nlp/understand.ts'

/** A message understood, with its reasons. */
export type Reading = { readonly understanding: Understanding; readonly explanation: Explanation }

export type ReadWith = { readonly hash: string; readonly nlu: NluModel }

/** Reads a message with the model it is given, here or on another thread. */
export type Read = (message: ToUnderstand, model: ReadWith) => Reading | Promise<Reading>

/** Here and at once. */
export function read(message: ToUnderstand, { nlu }: { readonly nlu: NluModel }): Reading {
  const { understanding, explain } = understandAndExplain(message, nlu)
  return { understanding, explanation: explain() }
}
