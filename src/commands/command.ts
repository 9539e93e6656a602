/** What stands behind a word of the command line. */
export type Command = {
  readonly usage: string
  /** The first line says what it does; the rest, what else there is to know. */
  readonly help: string
  /** Resolves to the exit code: 0 success, 1 what it checks fails. */
  readonly run: (given: Given) => Promise<number>
}

export type Given = {
  /** The folder of the training files. */
  readonly project: string
  /** One JSON document on stdout instead of text; talk goes to stderr either way. */
  readonly json: boolean
  /** Where to: of move. */
  readonly to?: string
  /** Once more, from the list: of erase. */
  readonly again: boolean
  /** Puts right what can be: of doctor. */
  readonly repair: boolean
  readonly words: readonly string[]
}
