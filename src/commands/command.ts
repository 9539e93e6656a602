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
  /** `explain`: other methods beside the usual one. */
  readonly compare?: boolean
  readonly words: readonly string[]
}
