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
  /** Where to write, what kind it comes from, and in which form: of import and export. */
  readonly to?: string
  readonly from?: string
  readonly as?: string
  readonly words: readonly string[]
}
