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
  readonly words: readonly string[]
  /** Of `test nlu`: a file of examples to test on, or in how many parts; where results go. */
  readonly 'hold-out'?: string | undefined
  readonly 'cross-validation'?: string | undefined
  readonly out: string
}
