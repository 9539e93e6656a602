import type { BusinessHours, Json, Language, Variant } from '../conversation.ts'
import type {
  EntityUse,
  Form,
  IntentUse,
  Rule,
  Session,
  Slot,
  SlotMapping,
  Story,
} from '../dialogue/bot.ts'
import type { ConversationTest, Example, Finding, NluData } from './project.ts'
import type { Place } from './read-yaml.ts'

/** What has been read so far, file by file; `finish-project.ts` makes the project of it. */
export type Draft = {
  readonly findings: Finding[]
  readonly examples: Example[]
  /** Of test files: learned from only when there are no others. */
  readonly heldOut: Example[]
  readonly synonyms: NluData['synonyms'][number][]
  readonly regexes: NluData['regexes'][number][]
  readonly lookups: NluData['lookups'][number][]
  /** Whether the code of the bot's actions has a name in it; null when their code is not at hand. */
  readonly actionsMention: ((name: string) => boolean) | null
  /** The lines of every file that was read, to tell columns by. */
  readonly lines: Map<string, readonly string[]>
  /** The text files that lookups may name, by path. */
  readonly lists: Map<string, Uint8Array>
  readonly intents: Map<string, IntentUse>
  readonly entities: Map<string, EntityUse>
  readonly slots: Map<string, Slot>
  readonly forms: Map<string, Form>
  /** Mappings that stood inside forms (Rasa 2), by slot. */
  readonly formMappings: Map<string, readonly SlotMapping[]>
  readonly responses: Map<string, Variant[]>
  readonly actions: Map<string, Used>
  readonly rules: Rule[]
  readonly stories: Story[]
  readonly tests: ConversationTest[]
  /** What test cases may name, of all test files. */
  readonly fixtures: Map<string, Readonly<Record<string, Json>>>
  readonly metadata: Map<string, Readonly<Record<string, Json>>>
  /** What can only be read once every file has been. */
  readonly later: (() => void)[]
  /** Names as rules, stories and forms use them, to be checked once everything is read. */
  readonly uses: Use[]
  language: Language | null
  pipeline: Json
  policies: readonly Policy[]
  session: Session | null
  hours: BusinessHours | null
  actionEndpoint: string | null
  /** Whether some file could not be parsed: then names may be missing through no fault of theirs. */
  isBroken: boolean
}

export type Used = Place & { readonly file: string }

export type Use = Used & {
  readonly kind: 'intent' | 'entity' | 'slot' | 'action' | 'form'
  readonly name: string
  /** Such as: the rule "Greet". */
  readonly by: string
}

export type Policy = {
  readonly name: string
  readonly settings: Readonly<Record<string, Json>>
}

export const emptyDraft = (actionsMention: Draft['actionsMention'] = null): Draft => ({
  actionsMention,
  findings: [],
  examples: [],
  heldOut: [],
  synonyms: [],
  regexes: [],
  lookups: [],
  lists: new Map(),
  lines: new Map(),
  intents: new Map(),
  entities: new Map(),
  slots: new Map(),
  forms: new Map(),
  formMappings: new Map(),
  responses: new Map(),
  actions: new Map(),
  rules: [],
  stories: [],
  tests: [],
  fixtures: new Map(),
  metadata: new Map(),
  later: [],
  uses: [],
  language: null,
  pipeline: [],
  policies: [],
  session: null,
  hours: null,
  actionEndpoint: null,
  isBroken: false,
})

/** A draft whose examples are those of test files. */
export const asHeldOut = (draft: Draft): Draft => ({
  ...draft,
  examples: draft.heldOut,
  synonyms: [],
  regexes: [],
  lookups: [],
  uses: [],
})
