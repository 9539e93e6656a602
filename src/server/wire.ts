/** What travels between the server and the desk and studio pages: shapes of their own, types only. */

import type { z } from 'zod'
import type {
  Event,
  HandOverReason,
  Holder,
  Language,
  Logged,
  Person,
  Source,
} from '../conversation.ts'
import type { campaignFiguresSchema, campaignSchema } from './api/campaign-schema.ts'
import type {
  boardSchema,
  opportunitySchema,
  salesFiguresSchema,
  shareSchema,
  versionSchema,
} from './api/sales-schema.ts'
import type {
  segmentCountSchema,
  segmentFieldsSchema,
  segmentSchema,
} from './api/segment-schema.ts'

export type {
  Entity,
  HandOverReason,
  Intent,
  Json,
  Person,
  Source,
  Step,
  Trace,
  Understanding,
} from '../conversation.ts'

/** Every refusal, with a status of 4xx or 5xx. */
export type WireProblem = {
  readonly error: {
    readonly code: string
    readonly message: string
    readonly retryAfter?: number
    readonly details?: Readonly<Record<string, unknown>>
  }
}

// Signing in ------------------------------------------------------------------------------------

export type Role = 'admin' | 'supervisor' | 'agent' | 'editor' | 'viewer'

/** Who is signed in. `csrf` goes back as the header `x-parley-csrf` of everything that changes. */
export type Me = Person & { readonly email: string; readonly role: Role; readonly csrf: string }

/** POST /api/desk/sign-in */
export type SignIn = { readonly email: string; readonly password: string }

/** POST /api/desk/link/look: what a one-time link is for. */
export type LinkToken = { readonly token: string }
export type LinkPurpose = {
  readonly purpose: 'first-admin' | 'invitation'
  readonly role: Role
  /** What the inviter filled in; the person may change the name. */
  readonly name: string
  readonly email: string
}

/** POST /api/desk/link/use: answers with `Me`. */
export type UseLink = LinkToken & {
  readonly name: string
  readonly email: string
  readonly password: string
}

/** POST /api/desk/password */
export type ChangePassword = { readonly current: string; readonly next: string }

// The inbox -------------------------------------------------------------------------------------

export type Inbox = 'waiting' | 'mine' | 'open' | 'resolved'

export type ConversationSummary = {
  readonly id: string
  readonly channel: string
  readonly language: Language
  /** The customer whose identity is proven, else null. */
  readonly customer: { readonly id: string; readonly name: string } | null
  readonly heldBy: Holder
  readonly agent: Person | null
  readonly status: 'open' | 'resolved'
  readonly lastSeq: number
  /** The position of its last event in the order of all. */
  readonly lastPosition: number
  /** ISO 8601, UTC, as are all times here. */
  readonly lastAt: string
  readonly lastText: string
  readonly waitingSince: string | null
  /** What the queue is sorted by: earlier for the angry and the urgent. */
  readonly queuedFrom: string | null
  readonly isAngry: boolean
  readonly isUrgent: boolean
  readonly reason: HandOverReason | null
  readonly unread: number
  readonly startedAt: string
}

/** GET /api/desk/conversations?inbox=waiting&cursor=… : the queue by `queuedFrom`, all others newest first. */
export type InboxPage = {
  readonly conversations: readonly ConversationSummary[]
  /** Hand it back as `cursor` for the next page; null at the end. */
  readonly next: string | null
}

// A conversation --------------------------------------------------------------------------------

type WithoutChannelData<E> = E extends Event ? Omit<E, 'channelData'> : never

/** An event as the desk sees it: everything but the channel's own data. */
export type DeskEvent = WithoutChannelData<Logged>

/** GET /api/desk/conversations/:id?after=N */
export type ConversationPage = {
  readonly conversation: ConversationSummary
  /** Those numbered above `after`, in order. */
  readonly events: readonly DeskEvent[]
  readonly hasMore: boolean
}

/** POST /api/desk/conversations/:id/say and …/note */
export type Say = { readonly clientId: string; readonly text: string }
export type Note = Say

/** The answer to claim, give-back, resolve, say and note: what was recorded. */
export type Recorded = { readonly isRepeat: boolean; readonly events: readonly DeskEvent[] }

/** GET /api/desk/conversations/:id/customer */
export type CustomerCard = {
  readonly customer: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly phone: string
    readonly language: Language
    readonly address: string
    readonly tier: string
    readonly since: string
  } | null
  readonly orders: readonly CardOrder[]
  readonly tickets: readonly CardTicket[]
}

/** GET /api/desk/customers/:id: the customer with the latest conversations. */
export type CustomerPage = CustomerCard & {
  readonly conversations: readonly ConversationSummary[]
}

export type CardOrder = {
  readonly number: string
  readonly placedAt: string
  readonly status: 'processing' | 'shipped' | 'delivered' | 'cancelled' | 'returned'
  readonly currency: string
  readonly total: number
  readonly items: readonly {
    readonly name: string
    readonly nameZh: string
    readonly quantity: number
  }[]
  readonly shipment: {
    readonly carrier: string
    readonly tracking: string
    readonly expectedAt: string | null
    readonly deliveredAt: string | null
  } | null
}

export type CardTicket = {
  readonly number: string
  readonly subject: string
  readonly category: string
  readonly priority: 'low' | 'normal' | 'high' | 'urgent'
  readonly status: 'open' | 'pending' | 'on-hold' | 'solved' | 'closed'
  readonly openedAt: string
}

// Searching -------------------------------------------------------------------------------------

export type SearchKind = 'customer' | 'order' | 'ticket' | 'message'

/** GET /api/desk/search?q=… : a few of every kind; with `kind` and `cursor` a page of one. */
export type SearchResult = { readonly groups: readonly SearchGroup[] }

export type SearchGroup = {
  readonly kind: SearchKind
  /** The best first. */
  readonly hits: readonly SearchHit[]
  /** Hand it back as `cursor`, with `kind`, for the next page; null at the end. */
  readonly next: string | null
}

export type SearchHit = {
  readonly kind: SearchKind
  /** The customer's id, the number, or the conversation and the number of the event in it. */
  readonly ref: string
  readonly title: string
  /** Part of what it was found by; `marks` are places in it, in UTF-16 units. */
  readonly excerpt: {
    readonly text: string
    readonly marks: readonly (readonly [start: number, end: number])[]
  }
  readonly at: string
  readonly status: string | null
  readonly customer: { readonly id: string; readonly name: string } | null
  readonly conversation: string | null
  /** Of messages: the event's number, and who said it. */
  readonly seq: number | null
  readonly by: 'customer' | 'bot' | 'agent' | 'note' | null
}

// Live updates ----------------------------------------------------------------------------------

/**
 * Frames of the WebSocket /api/desk/live?after=POSITION, server to desk. The first is `hello`; the
 * position of the latest frame that has one is the `after` of the next connection.
 */
export type LiveFrame =
  | { readonly kind: 'hello'; readonly position: number }
  /** These conversations moved on: their new summaries. Events are read from the log. */
  | {
      readonly kind: 'changed'
      readonly position: number
      readonly conversations: readonly ConversationSummary[]
    }
  /** Too much happened since `after`: read the lists afresh. */
  | { readonly kind: 'reload'; readonly position: number }
  | {
      readonly kind: 'typing'
      readonly conversation: string
      readonly side: 'customer' | 'agent'
    }
  /** Every 15 s: silence for much longer means that the line is dead. */
  | { readonly kind: 'beat' }

// The studio ------------------------------------------------------------------------------------

/** GET /api/studio/overview */
export type StudioOverview = {
  /** The hash that names the model which serves. */
  readonly model: string
  readonly languages: readonly Language[]
  readonly examples: number
  readonly intents: readonly StudioIntent[]
  readonly responses: readonly StudioResponse[]
  readonly report: StudioReport
}

export type StudioIntent = {
  readonly name: string
  readonly examples: number
  readonly languages: Readonly<Record<Language, number>>
  /** Null when too few examples could be held out to judge it. */
  readonly score: {
    readonly precision: number
    readonly recall: number
    readonly f1: number
    readonly support: number
  } | null
}

export type StudioExample = Source & { readonly text: string; readonly language: Language }

/** GET /api/studio/intents/:name/examples (the name URI-encoded, for `faq/opening_hours`) */
export type StudioExamples = {
  readonly intent: string
  readonly examples: readonly StudioExample[]
}

export type StudioResponse = {
  readonly name: string
  readonly variants: readonly {
    readonly text: string
    readonly language: Language | null
    readonly source: Source
  }[]
}

export type StudioReport = {
  /** The share of held-out examples understood rightly; null when none could be held out. */
  readonly accuracy: number | null
  /** Most frequent first. */
  readonly confusions: readonly {
    readonly expected: string
    readonly got: string
    readonly count: number
    readonly example: StudioExample
  }[]
  readonly findings: readonly {
    readonly severity: 'error' | 'warning' | 'note'
    readonly file: string
    readonly line: number
    readonly column: number
    readonly message: string
    readonly remedy?: string
  }[]
}

// Sales, segments and campaigns -------------------------------------------------------------------

/** GET /api/v1/sales/board */
export type SalesBoard = z.output<typeof boardSchema>
/** GET /api/v1/sales/figures */
export type SalesFigures = z.output<typeof salesFiguresSchema>
export type Opportunity = z.output<typeof opportunitySchema>
export type RecordVersion = z.output<typeof versionSchema>
export type WireShare = z.output<typeof shareSchema>
export type { Filter, Condition, Operator } from '../crm/segments/filter.ts'
export type Segment = z.output<typeof segmentSchema>
/** GET /api/v1/segments/fields */
export type SegmentFields = z.output<typeof segmentFieldsSchema>
/** POST /api/v1/segments/count */
export type SegmentCount = z.output<typeof segmentCountSchema>
export type Campaign = z.output<typeof campaignSchema>
/** GET /api/v1/campaigns/:id/figures */
export type CampaignFigures = z.output<typeof campaignFiguresSchema>
