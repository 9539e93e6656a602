/** What /api/v1/duplicates and /api/v1/merges tell, as far as the page shows it. */
export type ProposedCustomer = {
  readonly id: string
  readonly version: number
  readonly record: Readonly<Record<string, string | number | boolean | null>>
  readonly orders: number
  readonly tickets: number
  readonly conversations: number
}

export type Proposal = {
  readonly a: ProposedCustomer
  readonly b: ProposedCustomer
  readonly probability: number
  readonly reasons: readonly {
    readonly field: string
    readonly level: 'same' | 'alike' | 'different'
    readonly weight: number
    readonly isVerified: boolean
  }[]
}

export type Merge = {
  readonly id: string
  readonly kept: string
  readonly gone: string
  readonly name: string | null
  readonly by: string
  readonly at: string
  readonly undoneAt: string | null
}
