import type { Json, Language, Source } from '../conversation.ts'
import type { Bot, EntityTest, StoryStep } from '../dialogue/bot.ts'

/** A folder of training files, read and understood. */
export type Project = {
  readonly nlu: NluData
  readonly bot: Bot
  readonly tests: readonly ConversationTest[]
  /** Every file that was read; paths relative to the project, with `/`. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[]
}

export type NluData = {
  readonly examples: readonly Example[]
  readonly synonyms: readonly { readonly value: string; readonly text: string }[]
  readonly regexes: readonly {
    readonly name: string
    readonly pattern: string
    readonly source: Source
  }[]
  readonly lookups: readonly {
    readonly name: string
    readonly values: readonly string[]
    readonly source: Source
  }[]
  /** `pipeline:` of config.yml as it stands: a list of `{ name, …settings }`. */
  readonly pipeline: Json
}

/** A labelled training sentence. */
export type Example = {
  /** Without its annotations. */
  readonly text: string
  /** A retrieval intent with its key: `faq/opening_hours`. */
  readonly intent: string
  readonly entities: readonly ExampleEntity[]
  readonly language: Language
  readonly source: Source
  readonly metadata?: Json
}

export type ExampleEntity = {
  readonly entity: string
  readonly value: string
  /** UTF-16 offsets into the example's text. */
  readonly start: number
  readonly end: number
  readonly role?: string
  readonly group?: string
}

/**
 * What is wrong with the files, where, and what to do about it. Lines and columns from 1. A note
 * tells of what is read otherwise than it stands there, such as the shapes of earlier versions.
 */
export type Finding = {
  readonly severity: 'error' | 'warning' | 'note'
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: string
  readonly remedy?: string
  /** What kind of thing is wrong, for programs: `near-duplicate`. Absent for broken YAML and shapes. */
  readonly code?: string
  /** The other place of a conflict. */
  readonly related?: Source
  /** The shortest conversation that shows it: `customer: greet`, `bot: utter_greet`. */
  readonly conversation?: readonly string[]
}

/** A conversation that the bot must be able to hold. */
export type ConversationTest =
  | {
      /** A test story: what was said and what must be decided; custom actions need not run. */
      readonly kind: 'story'
      readonly name: string
      readonly source: Source
      readonly steps: readonly TestStoryStep[]
    }
  | {
      /** Played through whole turns: a `test_case`, or a list of `- customer:` and `bot:`. */
      readonly kind: 'conversation'
      readonly name: string
      readonly source: Source
      /** Slots set before the first message. */
      readonly slots: Readonly<Record<string, Json>>
      readonly metadata?: Json
      /** What actions answer instead of being run, in the words of the Rasa SDK, by their names. */
      readonly stubs?: Readonly<Record<string, Json>>
      readonly turns: readonly TestTurn[]
    }

export type TestStoryStep =
  | (StoryStep & { readonly source: Source })
  | {
      readonly intent: string
      /** The message itself, annotations removed. */
      readonly text: string
      readonly entities?: readonly EntityTest[]
      readonly source: Source
    }

export type TestTurn = {
  readonly customer: string
  readonly metadata?: Json
  readonly source: Source
  /** What must hold after the message, in order. */
  readonly expect: readonly Expectation[]
}

export type Expectation = { readonly source: Source } & (
  | { readonly expect: 'response'; readonly response: string }
  | { readonly expect: 'text'; readonly text: string }
  /** `isSame`: of the message that the expectation before found. */
  | { readonly expect: 'text-matches'; readonly pattern: string; readonly isSame?: boolean }
  | { readonly expect: 'buttons'; readonly titles: readonly string[] }
  | { readonly expect: 'nothing-said' }
  /** No message of the bot is all that stands here. */
  | {
      readonly expect: 'not-said'
      readonly response?: string
      readonly pattern?: string
      readonly titles?: readonly string[]
    }
  /** A form: where Rasa's newer bots have flows. */
  | {
      readonly expect: 'form'
      readonly form: string
      readonly did: 'start' | 'complete' | 'cancel'
    }
  | { readonly expect: 'action'; readonly action: string }
  | { readonly expect: 'slot'; readonly slot: string; readonly value?: Json }
  | { readonly expect: 'slot-not'; readonly slot: string; readonly value?: Json }
)
