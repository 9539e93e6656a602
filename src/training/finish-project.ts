import type { Json, Language } from '../conversation.ts'
import type { Bot, Fallback, Learning, Slot } from '../dialogue/bot.ts'
import { twoStageFallback } from '../dialogue/standing-names.ts'
import type { Draft } from './draft.ts'
import type { Project } from './project.ts'
import { tell } from './tell.ts'

/** Puts together what all files said: languages, slot mappings of old, thresholds. */
export function finishProject(draft: Draft, files: Project['files']): Project {
  const language = draft.language ?? 'en'
  const learned = draft.examples.length > 0 ? draft.examples : draft.heldOut
  const examples = learned.map((example) =>
    example.language === '' ? { ...example, language } : example,
  )
  return {
    nlu: {
      examples,
      synonyms: draft.synonyms,
      regexes: draft.regexes,
      lookups: draft.lookups,
      pipeline: finishPipeline(draft),
    },
    bot: finishBot(draft, language),
    tests: draft.tests.toSorted(({ source: a }, { source: b }) =>
      a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1,
    ),
    files,
  }
}

function finishBot(draft: Draft, language: Language): Bot {
  const said = [...draft.responses.values()].flatMap((variants) =>
    variants.flatMap((variant) => variant.language ?? []),
  )
  const languages = new Set([language, ...draft.examples.map((one) => one.language), ...said])
  languages.delete('')
  return {
    languages: [...languages],
    intents: Object.fromEntries(draft.intents),
    entities: Object.fromEntries(draft.entities),
    slots: finishSlots(draft),
    forms: Object.fromEntries(draft.forms),
    responses: Object.fromEntries(draft.responses),
    actions: [...draft.actions.keys()],
    rules: draft.rules,
    stories: draft.stories,
    session: draft.session ?? { expiresAfterMinutes: 60, carriesSlots: true },
    fallback: fallbackOf(draft),
    maxHistory: maxHistoryOf(draft),
    ...(draft.hours ? { hours: draft.hours } : {}),
    ...learnsOf(draft),
    ...(draft.actionEndpoint === null ? {} : { actionEndpoint: draft.actionEndpoint }),
  }
}

/**
 * A slot's own mappings, those that stood inside forms, and where there is neither, as in Rasa 2,
 * the entity of the slot's own name.
 */
function finishSlots(draft: Draft): Record<string, Slot> {
  return Object.fromEntries(
    [...draft.slots].map(([name, slot]) => {
      const mappings = [...slot.mappings, ...(draft.formMappings.get(name) ?? [])]
      const isFilledByName = slot.mappings.length === 0 && draft.entities.has(name)
      if (isFilledByName && !draft.formMappings.has(name)) noteFilledByName(name, slot, draft)
      const all = isFilledByName
        ? [...mappings, { type: 'from_entity', entity: name } as const]
        : mappings
      return [name, { ...slot, mappings: all }]
    }),
  )
}

function noteFilledByName(name: string, { source }: Slot, draft: Draft): void {
  tell(draft, {
    severity: 'note',
    code: 'filled-by-name',
    at: source,
    message: `The slot ${name} has no mappings: it is filled from the entity of its name, as in Rasa 2.`,
    remedy: `Write mappings: [{type: from_entity, entity: ${name}}].`,
  })
}

/** What Rasa 1 told its fallback policies, as the classifier of later versions is told it. */
function finishPipeline({ pipeline, policies }: Draft): Json {
  const parts: readonly Json[] = Array.isArray(pipeline) ? pipeline : []
  const policy = policies.find(({ settings }) => settings['nlu_threshold'] !== undefined)
  const isTold = parts.some((part) => settingsOf(part)['name'] === 'FallbackClassifier')
  if (!policy || isTold) return pipeline
  return [
    ...parts,
    {
      name: 'FallbackClassifier',
      threshold: policy.settings['nlu_threshold'] ?? null,
      ambiguity_threshold: policy.settings['ambiguity_threshold'] ?? null,
    },
  ]
}

function fallbackOf(draft: Draft): Fallback {
  const pipeline = finishPipeline(draft)
  const parts = Array.isArray(pipeline) ? (pipeline as readonly Json[]) : []
  const classifier = parts.map(settingsOf).find(({ name }) => name === 'FallbackClassifier')
  const policy = draft.policies.find(({ name }) =>
    /^(Rule|Fallback|TwoStageFallback)Policy$/.test(name),
  )
  const action =
    policy?.settings['core_fallback_action_name'] ?? policy?.settings['fallback_action_name']
  return {
    threshold: share(classifier?.['threshold'], 0.3),
    ambiguityThreshold: share(classifier?.['ambiguity_threshold'], 0.1),
    action:
      policy?.name === 'TwoStageFallbackPolicy'
        ? twoStageFallback
        : typeof action === 'string'
          ? action
          : 'action_default_fallback',
    offers: 3,
  }
}

const settingsOf = (part: Json): Readonly<Record<string, Json>> =>
  typeof part === 'object' && part !== null && !Array.isArray(part)
    ? (part as Readonly<Record<string, Json>>)
    : {}

const share = (value: Json | undefined, usual: number): number =>
  typeof value === 'number' && value >= 0 && value <= 1 ? value : usual

const usualHistory = 5
const longestHistory = 20

function maxHistoryOf({ policies }: Draft): number {
  const memories = policies.filter(({ name }) => name.endsWith('MemoizationPolicy'))
  const written = memories.map(({ settings }) => settings['max_history'])
  // Rasa's null means all of it.
  if (written.includes(null)) return longestHistory
  const numbers = written.filter((value) => typeof value === 'number' && value >= 1)
  return Math.min(longestHistory, Math.max(usualHistory, ...numbers.map(Number)))
}

/** What Rasa itself would take when config.yml names no policies has one that learns. */
function learnsOf({ policies }: Draft): { learns?: Learning } {
  const learner = policies.find(({ name }) => learners.includes(name))
  if (policies.length > 0 && !learner) return {}
  const turns = learner?.settings['max_history']
  const rules = policies.find(({ name }) => name === 'RulePolicy')
  return {
    learns: {
      // A turn is a message and what it is answered by.
      history: typeof turns === 'number' && turns >= 1 ? Math.min(longestHistory, 2 * turns) : 12,
      threshold: share(rules?.settings['core_fallback_threshold'], 0.3),
    },
  }
}

/** Rasa's and its predecessors' policies that learn; ours stands for each. */
const learners = ['TEDPolicy', 'KerasPolicy', 'EmbeddingPolicy', 'SklearnPolicy']
