/** A column of a file may become one of these; what is stored is said by its type. */
export type ImportField = {
  /** As in the mapping and the report. */
  readonly name: string
  /** The field of the record, where it is called otherwise; null when it becomes no field of it. */
  readonly becomes?: string | null
  readonly type:
    | 'text'
    | 'email'
    | 'phone'
    /** A time, as ISO 8601 in UTC. */
    | 'date'
    | 'integer'
    /** In cents. */
    | 'money'
    | 'country'
    | 'currency'
    | 'choice'
    /** The key of another record. */
    | 'reference'
  /** A row without it is refused. */
  readonly isRequired?: boolean
  /** What it is where the file has nothing. */
  readonly otherwise?: string | number
  /** Of dates: after today is possible. Of numbers: below zero is. */
  readonly mayBeBeyond?: boolean
  /** Of choices: the words for each, in lower case, in both languages. */
  readonly choices?: Readonly<Record<string, readonly string[]>>
  /** What columns for it are called, in lower case, without punctuation, in both languages. */
  readonly headings: readonly string[]
}

/** `headings` are set apart by bars. */
export function importField(
  name: string,
  type: ImportField['type'],
  headings: string,
): ImportField {
  return { name, type, headings: headings.split('|') }
}
