/** Records as the API answers them, as far as the desk shows them. */

export type Value = string | number | boolean | null

export type Page<T> = { readonly items: readonly T[]; readonly next: string | null }

export type CustomerLine = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly tier: string
  readonly since: string
  readonly company: string | null
  readonly companyName: string | null
  readonly openTickets: number
}

export type Contact = {
  readonly id: string
  readonly kind: 'email' | 'phone'
  readonly label: string
  readonly value: string
  readonly isVerified: boolean
}

export type Address = {
  readonly id: string
  readonly label: string
  readonly address: string
  readonly city: string
  readonly country: string
  readonly postcode: string
}

export type Consent = {
  readonly purpose: string
  readonly isGiven: boolean
  readonly textVersion: string
  readonly how: string
  readonly at: string
  readonly by: string
}

export type Customer = CustomerLine & {
  readonly language: string
  readonly address: string
  readonly city: string
  readonly country: string
  readonly postcode: string
  readonly timeZone: string
  readonly owner: string | null
  readonly team: string | null
  readonly emailVerified: boolean
  readonly phoneVerified: boolean
  readonly version: number
  readonly contacts: readonly Contact[]
  readonly addresses: readonly Address[]
  readonly attributes: Readonly<Record<string, Value>>
  readonly consents: readonly Consent[]
}

export type Company = {
  readonly id: string
  readonly name: string
  readonly domain: string
  readonly phone: string
  readonly address: string
  readonly city: string
  readonly country: string
  readonly postcode: string
  readonly owner: string | null
  readonly team: string | null
  readonly version: number
  readonly customers: number
  readonly attributes: Readonly<Record<string, Value>>
}

export type ClockState = 'running' | 'at-risk' | 'breached' | 'paused' | 'met' | 'missed'
export type Clock = { readonly due: string; readonly state: ClockState }

export type TicketStatus = 'open' | 'pending' | 'on-hold' | 'solved' | 'closed'
export type Priority = 'low' | 'normal' | 'high' | 'urgent'

export type Ticket = {
  readonly number: string
  readonly customer: string | null
  readonly customerName: string | null
  readonly conversation: string | null
  readonly order: string | null
  readonly category: string
  readonly priority: Priority
  readonly subject: string
  readonly body: string
  readonly status: TicketStatus
  readonly openedAt: string
  readonly owner: string | null
  readonly ownerName: string | null
  readonly team: string | null
  readonly version: number
  readonly clocks: { readonly response: Clock; readonly resolution: Clock }
}

export type Task = {
  readonly id: string
  readonly title: string
  readonly body: string
  readonly status: 'open' | 'done'
  readonly dueAt: string | null
  readonly remindAt: string | null
  readonly owner: string | null
  readonly ownerName: string | null
  readonly customer: string | null
  readonly customerName: string | null
  readonly ticket: string | null
  readonly conversation: string | null
  readonly version: number
}

export type Note = {
  readonly id: string
  readonly text: string
  readonly at: string
  readonly by: string
}

export type Moment = {
  readonly at: string
  readonly ref: string
  readonly kind: string
  readonly of: string
  readonly record: string
  readonly by: { readonly kind: string | null; readonly name: string }
  readonly text: string
  readonly field: string | null
  /** An address or a contact is an object. */
  readonly was: Value | Readonly<Record<string, Value>>
  readonly became: Value | Readonly<Record<string, Value>>
}

export type Named = { readonly id: string; readonly name: string }

export type Attribute = {
  readonly name: string
  readonly of: 'customer' | 'company'
  readonly type: 'text' | 'number' | 'date' | 'boolean' | 'choice'
  readonly label: { readonly en: string; readonly zh: string }
  readonly choices: readonly string[]
}

export type RecordSettings = {
  readonly attributes: readonly Attribute[]
  readonly agents: readonly Named[]
  readonly teams: readonly Named[]
}
