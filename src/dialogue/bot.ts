import type {
  BusinessHours,
  Facts,
  Json,
  Language,
  PartOfSpeech,
  SlotTest,
  Source,
  Variant,
} from '../conversation.ts'
import type { Policy } from './policy.ts'

/** What the training files say the bot does: plain JSON but for the policy learned from it. */
export type Bot = {
  /** The first is the one to fall back on. */
  readonly languages: readonly Language[]
  readonly intents: Readonly<Record<string, IntentUse>>
  readonly entities: Readonly<Record<string, EntityUse>>
  readonly slots: Readonly<Record<string, Slot>>
  readonly forms: Readonly<Record<string, Form>>
  readonly responses: Readonly<Record<string, readonly Variant[]>>
  /** Custom actions by the names the domain gives them. */
  readonly actions: readonly string[]
  readonly rules: readonly Rule[]
  readonly stories: readonly Story[]
  readonly session: Session
  /** When people are there; always, when absent. */
  readonly hours?: BusinessHours
  readonly fallback: Fallback
  /** How many of the latest intents and actions a remembered story may depend on. */
  readonly maxHistory: number
  /** How a policy is learned from the stories, when `config.yml` asks for one. */
  readonly learns?: Learning
  /** What was learned: in a model file it has a section of its own. */
  readonly policy?: Policy
  /** Where custom actions are called over HTTP, when `endpoints.yml` names it. */
  readonly actionEndpoint?: string
}

/** Which of its entities matter to rules and stories: `use_entities`, `ignore_entities`. */
export type IntentUse = {
  readonly usesEntities: true | readonly string[]
  readonly ignoresEntities: readonly string[]
  readonly source: Source
}

export type EntityUse = {
  readonly roles: readonly string[]
  readonly groups: readonly string[]
  readonly source: Source
}

export type SlotType = 'text' | 'bool' | 'categorical' | 'float' | 'list' | 'any'

export type Slot = {
  readonly type: SlotType
  readonly influences: boolean
  readonly initial: Json
  readonly mappings: readonly SlotMapping[]
  /** Of a categorical slot. */
  readonly values?: readonly Json[]
  /** Of a float slot. */
  readonly min?: number
  readonly max?: number
  readonly source: Source
}

export type SlotMapping = {
  readonly type: 'from_entity' | 'from_intent' | 'from_text' | 'from_trigger_intent' | 'custom'
  readonly entity?: string
  readonly role?: string
  readonly group?: string
  /** Only these intents fill it; all when absent. */
  readonly intents?: readonly string[]
  readonly notIntents?: readonly string[]
  /** What `from_intent` and `from_trigger_intent` put in. */
  readonly value?: Json
  /** Of `custom`: the action that fills it. */
  readonly action?: string
  /** One of them must hold; always when absent. A loop of null means that no form is in progress. */
  readonly conditions?: readonly { readonly loop: string | null; readonly requested?: string }[]
}

export type Form = {
  readonly required: readonly string[]
  readonly ignoredIntents: readonly string[]
  readonly source: Source
}

export type StoryStep =
  /** Any one of the intents; entities that must be there. */
  | { readonly intent: string; readonly entities?: readonly EntityTest[]; readonly text?: string }
  /** The customer's very words, without an intent (an end-to-end story). */
  | { readonly text: string }
  | { readonly action: string }
  | { readonly slots: readonly SlotTest[] }
  | { readonly loop: string | null }
  | { readonly checkpoint: string; readonly slots?: readonly SlotTest[] }
  | { readonly or: readonly StoryStep[] }

export type EntityTest = {
  readonly entity: string
  readonly role?: string
  readonly group?: string
  readonly value?: Json
}

export type Rule = {
  readonly name: string
  readonly source: Source
  readonly conditions: readonly ({ readonly loop: string | null } | SlotTest | FactTest)[]
  /** Only as the first thing in a conversation. */
  readonly startsConversation: boolean
  /** False when other rules and stories may go on after its last action. */
  readonly waits: boolean
  readonly steps: readonly StoryStep[]
}

export type FactTest = LimitTest | GrammarTest

/** All of its limits must hold; a fact that is not known meets none. */
export type LimitTest = {
  readonly fact: Exclude<keyof Facts, 'grammar'>
  readonly is?: string | boolean
  readonly min?: number
  readonly max?: number
  readonly over?: number
  readonly below?: number
}

/** Whether the message has one of these words, in whatever form, as this part of speech. */
export type GrammarTest = {
  readonly fact: 'grammar'
  readonly part: PartOfSpeech | 'word'
  /** As the rule has them, and as `GrammarWord.stem` does. */
  readonly words: readonly string[]
  readonly stems: readonly string[]
}

export type Story = {
  readonly name: string
  readonly source: Source
  readonly steps: readonly StoryStep[]
}

export type Session = {
  /** Minutes of silence after which the next message starts a new session; 0 is never. */
  readonly expiresAfterMinutes: number
  readonly carriesSlots: boolean
}

export type Learning = {
  /** How many of the latest messages and actions the policy sees with their place. */
  readonly history: number
  /** Whatever is measured, it acts on no probability below this (0 to 1). */
  readonly threshold: number
}

export type Fallback = {
  /** Below this probability an understanding is unsure (0 to 1). */
  readonly threshold: number
  /** Two intents closer than this are ambiguous (0 to 1). */
  readonly ambiguityThreshold: number
  /** What is done when nobody knows what to do. */
  readonly action: string
  /** How many of the likeliest intents are offered as buttons. */
  readonly offers: number
}
