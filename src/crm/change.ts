import type { Json } from '../conversation.ts'

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
  /** One of the same name in the conversation is replaced. */
  | { readonly do: 'set-reminder'; readonly reminder: Reminder }
  /** Those of this name, intent and entities; all of the conversation's when none is given. */
  | {
      readonly do: 'cancel-reminders'
      readonly name?: string
      readonly intent?: string
      readonly entities?: Readonly<Record<string, Json>>
    }
  /** Takes back the consent to every kind of campaign. */
  | { readonly do: 'unsubscribe'; readonly customer: string }
  /** `key` is what was tried: an order number, a conversation. */
  | { readonly do: 'count-failed-proof'; readonly key: string }

/** What the bot hears of its own accord at a time, as if the customer had meant it. */
export type Reminder = {
  readonly name: string
  readonly intent: string
  readonly entities?: Readonly<Record<string, Json>>
  /** ISO 8601, UTC. */
  readonly at: string
  /** Whether it stands even if the customer writes again before. */
  readonly outlivesMessages?: boolean
}

export type NewTicket = {
  readonly number: string
  readonly customer?: string | null
  readonly order?: string | null
  readonly category: string
  readonly priority: 'low' | 'normal' | 'high'
  readonly subject: string
  readonly body: string
}
