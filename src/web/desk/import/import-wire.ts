/** What /api/v1/imports tells, as far as the page shows it. */
export type ImportSummary = {
  readonly id: string
  readonly kind: string
  readonly fileName: string
  readonly status:
    | 'planned'
    | 'running'
    | 'failed'
    | 'withdrawn'
    | 'done'
    | 'undoing'
    | 'undone'
    | 'undone-in-part'
  readonly error: string | null
  readonly rows: number
  readonly done: number
  readonly made: number
  readonly changed: number
  readonly skipped: number
  readonly refused: number
  readonly by: string
  readonly at: string
}

export type Finding = {
  readonly kind: string
  readonly field: string | null
  readonly count: number
  readonly refused: number
  readonly repairs: readonly string[]
  readonly examples: readonly {
    readonly line: number
    readonly value: string
    readonly became?: string
  }[]
}

export type Step = { readonly stage: string; readonly done: number; readonly total: number }

export type ImportDetail = ImportSummary & {
  readonly plan: {
    readonly columns: readonly {
      readonly heading: string
      readonly filled: number
      readonly type: string
    }[]
    readonly mapping: readonly (string | null)[]
    readonly country: string | null
    readonly accepted: readonly string[]
  }
  readonly fields: readonly { readonly name: string; readonly isRequired: boolean }[]
  readonly report: {
    readonly rows: number
    readonly made: number
    readonly changed: number
    readonly skipped: number
    readonly refused: number
    readonly findings: readonly Finding[]
  } | null
  readonly preview: readonly {
    readonly line: number
    readonly do: 'make' | 'change' | 'add-item' | 'skip' | 'refuse'
    readonly record: Readonly<Record<string, string | number | boolean | null>>
  }[]
  readonly progress: Step | null
  readonly problem: string | null
  readonly left: readonly { readonly record: string; readonly because: string }[]
}
