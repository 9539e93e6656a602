/** The words that every part shares. Types only: whoever makes a thing has its code. */

export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** A BCP-47 primary language: 'en', 'zh'. */
export type Language = string

// What a customer writes ------------------------------------------------------------------------

/** One message of a customer, as a channel hands it to the turn. */
export type CustomerMessage = {
  readonly conversation: string
  /** The client's own id of this message: the same id is the same message. */
  readonly clientId: string
  readonly text: string
  /** What a pressed button stands for, `/intent{"entity":"value"}`: bypasses understanding. */
  readonly payload?: string
  /** What the customer's page is set to; the message's own language wins when it is plain. */
  readonly locale?: string
  /** A channel's own data, passed back unchanged (Direct Line's `channelData`). */
  readonly channelData?: Json
}

// What is understood ----------------------------------------------------------------------------

export type Intent = { readonly name: string; readonly confidence: number }

export type Entity = {
  readonly entity: string
  readonly value: Json
  /** UTF-16 offsets into the message's text; `text.slice(start, end)` is what was found. */
  readonly start: number
  readonly end: number
  readonly role?: string
  readonly group?: string
  readonly from: 'pattern' | 'lookup' | 'tagger' | 'system' | 'compromise' | 'jieba' | 'payload'
  readonly confidence?: number
}

export type Understanding = {
  readonly language: Language
  /** The likeliest intent; a retrieval intent with its key, `faq/opening_hours`. */
  readonly intent: Intent
  /** Best first, at most ten; calibrated probabilities. */
  readonly ranking: readonly Intent[]
  /** Why the likeliest intent is not to be relied on; absent when it is. */
  readonly doubt?: 'out-of-scope' | 'unsure' | 'ambiguous'
  readonly entities: readonly Entity[]
  /**
   * In order, when the message says several things: two or more, neighbours of different intents.
   * One may be in doubt, such as between two intents, but none is out of scope. `intent` and
   * `ranking` are then still of the message as a whole.
   */
  readonly clauses?: readonly Clause[]
  /** −1 (miserable) to 1 (delighted). */
  readonly sentiment: number
  /** How likely the customer is angry, and how likely it cannot wait: 0 to 1. */
  readonly anger?: number
  readonly urgency?: number
  readonly isUpset: boolean
}

/** The grammar of a message: found only when somebody asks for it, and not kept in the log. */
export type Grammar = {
  readonly words: readonly GrammarWord[]
  /** In the order of the message. */
  readonly phrases: readonly GrammarPhrase[]
}

export type PartOfSpeech =
  | 'noun'
  | 'verb'
  | 'adjective'
  | 'adverb'
  | 'pronoun'
  | 'number'
  | 'classifier'
  | 'determiner'
  | 'preposition'
  | 'conjunction'
  | 'particle'
  | 'interjection'
  | 'other'

export type GrammarWord = {
  readonly text: string
  /** In English Porter's stem, "arriv" of "arrived"; elsewhere the word itself. */
  readonly stem: string
  readonly pos: PartOfSpeech
  /** UTF-16 offsets into the message's text. */
  readonly start: number
  readonly end: number
}

export type GrammarPhrase = {
  readonly kind: 'noun' | 'verb'
  readonly text: string
  readonly start: number
  readonly end: number
}

/** A part of a message that says one thing: "cancel my order" and "where is my refund". */
export type Clause = {
  /** UTF-16 offsets into the message's text. */
  readonly start: number
  readonly end: number
  readonly intent: Intent
  readonly ranking: readonly Intent[]
  readonly doubt?: Understanding['doubt']
  /** Those of the message that lie in the clause; offsets are the message's. */
  readonly entities: readonly Entity[]
}

// What is said ----------------------------------------------------------------------------------

export type Button = { readonly title: string; readonly payload: string }

/** One message of the bot, in its final words. */
export type BotMessage = {
  readonly text?: string
  readonly buttons?: readonly Button[]
  readonly image?: string
  readonly custom?: Json
  /** The response it came from and which of its variants (from 0). */
  readonly response?: string
  readonly variant?: number
}

/** What an action wants said: a response of the domain with the facts that fill it. */
export type Saying = {
  readonly response: string
  readonly facts?: Readonly<Record<string, Json>>
  /** Buttons that the facts call for, added after the response's own. */
  readonly buttons?: readonly Button[]
  /** Said as they stand, in place of the response's own: an action server may word them itself. */
  readonly words?: Pick<BotMessage, 'text' | 'buttons' | 'image' | 'custom'>
}

/** One way to say a response, as the training files have it. */
export type Variant = {
  readonly text?: string
  readonly buttons?: readonly Button[]
  readonly image?: string
  readonly custom?: Json
  /** Said only on this channel. */
  readonly channel?: string
  /** Said to customers of this language; to all when absent. */
  readonly language?: Language
  /** All of them must hold. */
  readonly condition?: readonly SlotTest[]
  readonly metadata?: Json
  readonly source: Source
}

/** `is` compares as the slot's type does; `set` only asks whether there is a value. */
export type SlotTest =
  { readonly slot: string; readonly is: Json } | { readonly slot: string; readonly set: boolean }

// What the CRM knows ---------------------------------------------------------------------------

/** What rules may ask about the customer and the desk; what is not known is absent. */
export type Facts = {
  /** Whether it is proven who the customer is; the customer's other facts are absent if not. */
  readonly known?: boolean
  /** Tickets of the customer that are not closed. */
  readonly open_tickets?: number
  /** What the customer's orders of the last 365 days cost, those cancelled or returned left out. */
  readonly value?: number
  /** Whole days since the customer's latest such order. */
  readonly days_since_order?: number
  /** How probable it is that the customer orders nothing in the next 90 days, 0 to 1. */
  readonly churn_risk?: number
  /** Of the message: −1 (angry) to 1 (delighted). */
  readonly sentiment?: number
  /** What rules ask of the message's grammar and is so: `verb return`, `noun kettl|teapot`. */
  readonly grammar?: readonly string[]
  readonly noun_phrases?: number
  readonly verb_phrases?: number
  readonly hours?: 'open' | 'closed'
  /** How many conversations wait for a person. */
  readonly queue?: number
}

/** When people are there. */
export type BusinessHours = {
  /** Of the IANA database: Europe/Berlin. */
  readonly timeZone: string
  /** By day, `mon` to `sun`: spans in minutes since midnight, the end not included. */
  readonly days: Readonly<Record<string, readonly (readonly [from: number, to: number])[]>>
}

// What is decided -------------------------------------------------------------------------------

/** Who had the say, in the order of authority. */
export type Authority = 'form' | 'rule' | 'story' | 'policy' | 'knowledge' | 'fallback' | 'session'

/** A place in the training files. */
export type Source = { readonly file: string; readonly line: number; readonly name?: string }

/** What a turn did to the tracker, in order. */
export type Step =
  | {
      readonly action: string
      readonly by: Authority
      readonly source?: Source
      /** Of the learned policy (0 to 1). */
      readonly confidence?: number
    }
  | { readonly slot: string; readonly value: Json }
  | { readonly loop: string | null }
  /** What the CRM knew when the message came, as far as some rule asks. */
  | { readonly facts: Facts }
  /** What else the message said, an intent, is taken up now that the thing before it is settled. */
  | { readonly takeUp: string }

/** Why the bot answered as it did: enough to explain it after the model is gone. */
export type Trace = {
  readonly model: string
  /** Words that pushed for (positive) and against the intent. */
  readonly words?: readonly (readonly [word: string, push: number])[]
  readonly nearest?: readonly (Source & { readonly text: string })[]
  /** Records that were read, such as `order PA-10023`. */
  readonly reads?: readonly string[]
}

// The log ---------------------------------------------------------------------------------------

export type Person = { readonly id: string; readonly name: string }

export type HandOverReason =
  'asked' | 'not-understood' | 'upset' | 'rule' | 'going-round-in-circles' | 'failed'

/** Everything that can happen in a conversation. The log of these is the truth. */
export type Event =
  | { readonly kind: 'session-started' }
  | {
      readonly kind: 'customer-said'
      readonly clientId: string
      readonly text: string
      readonly payload?: string
      readonly locale?: string
      readonly channelData?: Json
      readonly understanding?: Understanding
    }
  | { readonly kind: 'decided'; readonly steps: readonly Step[]; readonly trace: Trace }
  | ({ readonly kind: 'bot-said' } & BotMessage)
  | {
      readonly kind: 'agent-said'
      readonly clientId: string
      readonly text: string
      readonly agent: Person
    }
  /** For the desk's eyes only. */
  | {
      readonly kind: 'noted'
      readonly clientId?: string
      readonly text: string
      readonly agent: Person
    }
  | {
      readonly kind: 'identified'
      readonly customer: string
      readonly how: 'signed' | 'checked' | 'merged'
    }
  /** A record of the CRM was written, such as what 'opened ticket', record 'T-4821'. */
  | { readonly kind: 'changed'; readonly what: string; readonly record: string }
  | {
      readonly kind: 'handed-over'
      readonly reason: HandOverReason
      readonly detail?: string
      /** In the queue, from 1, at that moment. */
      readonly place?: number
    }
  | { readonly kind: 'claimed'; readonly agent: Person }
  | { readonly kind: 'given-back'; readonly agent: Person }
  /** It waits for somebody of that team. */
  | { readonly kind: 'sent-to-team'; readonly agent: Person; readonly team: Person }
  | { readonly kind: 'resolved'; readonly agent: Person }
  /** What stood here was erased with the person it was about. */
  | { readonly kind: 'erased' }

export type Logged<E extends Event = Event> = E & {
  readonly conversation: string
  /** 1, 2, 3 … within the conversation, without gaps. */
  readonly seq: number
  /** The overall order: may have gaps, but is never seen out of order. */
  readonly position: number
  /** ISO 8601, UTC, milliseconds. */
  readonly at: string
}

// The tracker -----------------------------------------------------------------------------------

/** Who answers: the bot, nobody yet (waiting in the queue), or an agent. */
export type Holder = 'bot' | 'queue' | 'agent'

/** The state folded from a conversation's events, by `dialogue/track.ts` alone. */
export type Tracker = {
  readonly conversation: string
  /** The number of the last event folded in; 0 before the first. */
  readonly seq: number
  readonly heldBy: Holder
  readonly agent: Person | null
  /** The customer whose identity is proven, else null. */
  readonly customer: string | null
  readonly language: Language
  /** Every slot of the domain, `requested_slot` included. */
  readonly slots: Readonly<Record<string, Json>>
  /** The form in progress. */
  readonly loop: string | null
  /** The latest message of the customer that the bot was to answer. */
  readonly latest: {
    readonly text: string
    readonly understanding: Understanding
  } | null
  /** What the CRM knew when it came; absent when no rule asks. */
  readonly facts?: Facts
  /** What else that message said, still to be answered, in order. */
  readonly pending?: readonly {
    readonly text: string
    readonly understanding: Understanding
  }[]
  /** What happened in this session, oldest first: what rules, stories and the policy look at. */
  readonly past: readonly Happening[]
  /** How many of the customer's latest messages in a row were not understood. */
  readonly misunderstood: number
  /** How many messages of this session were upset, since a person last held it. */
  readonly upset: number
}

export type Happening =
  | {
      readonly intent: string
      readonly doubt?: Understanding['doubt']
      readonly entities: readonly Entity[]
      readonly text: string
    }
  | { readonly action: string }
  | { readonly slot: string; readonly value: Json }
  | { readonly loop: string | null }
