/** What an action wants written into the CRM; the turn's transaction writes it. */
export type Change =
  | { readonly do: 'open-ticket'; readonly ticket: NewTicket }
  | { readonly do: 'cancel-order'; readonly order: string }
  | { readonly do: 'change-address'; readonly order: string; readonly address: string }
  | {
      readonly do: 'request-return'
      readonly number: string
      readonly order: string
      readonly skus: readonly string[]
      readonly reason: string
      readonly wish: 'refund' | 'exchange'
    }
  /** `key` is what was tried: an order number, a conversation. */
  | { readonly do: 'count-failed-proof'; readonly key: string }

export type NewTicket = {
  readonly number: string
  readonly customer?: string | null
  readonly order?: string | null
  readonly category: string
  readonly priority: 'low' | 'normal' | 'high'
  readonly subject: string
  readonly body: string
}
