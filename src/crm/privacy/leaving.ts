import type { Work } from '../work.ts'
import type { PersonRecords } from './person.ts'

/** The person whom an erasure is about. */
export type Leaving = {
  readonly person: PersonRecords
  /** Their id, and those of who became part of them. */
  readonly ids: readonly string[]
  /** Conversations that are theirs. */
  readonly conversations: readonly { readonly key: number; readonly id: string }[]
  /** The words by which they are known. */
  readonly names: readonly string[]
  readonly at: string
}

/** Deletes rows, with their histories and their words in the search, and counts them. */
export type EraseRows = (
  table: string,
  condition: string,
  ...params: readonly unknown[]
) => Work<void>
