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
  /** Of `test`: where the JUnit report goes; the conversation to make a test of. */
  readonly junit?: string | undefined
  readonly record?: string | undefined
  /** Of `validate`: the kind of file whose JSON Schema is printed. */
  readonly schema?: string | undefined
  /** Where to write, what kind it comes from, and in which form: of import and export. */
  readonly to?: string | undefined
  readonly from?: string | undefined
  readonly as?: string | undefined
  /** `explain`: other methods beside the usual one. */
  readonly compare?: boolean
  /** The moment to restore, from the archive: of restore. */
  readonly at?: string | undefined
  /** The file of a backup's key, or `none`: of restore. */
  readonly key?: string | undefined
  /** Why, and whether no longer: of hold. */
  readonly reason?: string | undefined
  readonly release?: boolean
  /** Whose customers, and no others: of export-records. */
  readonly segment?: string | undefined
  /** Only to say what would be done: of retention and import-records. */
  readonly 'dry-run'?: boolean
  /** Once more, from the list: of erase. */
  readonly again: boolean
  /** Puts right what can be: of doctor. */
  readonly repair: boolean
  /** Of import-records: which columns become what, whose phones, what is accepted, what goes on. */
  readonly map?: string | undefined
  readonly country?: string | undefined
  readonly accept?: string | undefined
  readonly continue?: string | undefined
  readonly words: readonly string[]
  /** Of `test nlu`: a file of examples to test on, or in how many parts; where results go. */
  readonly 'hold-out'?: string | undefined
  readonly 'cross-validation'?: string | undefined
  readonly out: string
}
