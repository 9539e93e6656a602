/** What a process of its own is to do with the records: one of these, and then it ends. */
export type IntakeStep =
  | { readonly do: 'read' | 'check' | 'run' | 'undo'; readonly import: string; readonly by: Doer }
  | { readonly do: 'find-duplicates' }

type Doer = {
  readonly kind: 'agent' | 'key' | 'system'
  readonly id: string
  readonly name: string
}

/** What it says while it works. `total` 0: nobody knows how much there is. */
export type IntakeProgress = {
  readonly stage: string
  readonly done: number
  readonly total: number
}
