import { stringify } from 'yaml'
import type { BusinessHours, Json, Language, SlotTest, Variant } from '../../conversation.ts'
import type { Bot, EntityTest, FactTest, Rule, Story, StoryStep } from '../../dialogue/bot.ts'
import { rasaDomain } from '../../dialogue/rasa-domain.ts'
import type { Project } from '../project.ts'
import { writeNlu } from './write-nlu.ts'

export type WrittenFile = { readonly path: string; readonly text: string }

/**
 * A project as files of Rasa 3.1, always the same for the same: what is in several languages lies in
 * a folder a language. Tests and pages of knowledge are not among them; they are copied as they are.
 */
export function writeProject({ nlu, bot }: Pick<Project, 'nlu' | 'bot'>): WrittenFile[] {
  const { examples, synonyms, regexes, lookups, pipeline } = nlu
  const languages = [...new Set(examples.map(({ language }) => language))].sort()
  const isOne = languages.length <= 1
  const [first = 'en'] = bot.languages
  const shared = { synonyms, regexes, lookups, ...(isOne && { examples }) }
  const files: (WrittenFile | false)[] = [
    { path: 'config.yml', text: yaml(configOf(first, pipeline, bot)) },
    { path: 'domain.yml', text: yaml(domainOf(bot)) },
    Object.values(shared).some(({ length }) => length > 0) && {
      path: 'nlu.yml',
      text: writeNlu(shared),
    },
    ...languages.map((language) => {
      const own = examples.filter((one) => one.language === language)
      return !isOne && { path: `${language}/nlu.yml`, text: writeNlu({ examples: own }) }
    }),
    ...languagesSaid(bot).map((language) => ({
      path: `${language}/responses.yml`,
      text: yaml({ version: '3.1', responses: responsesOf(bot, language) }),
    })),
    bot.rules.length > 0 && {
      path: 'rules.yml',
      text: yaml({ version: '3.1', rules: bot.rules.map(ruleOf) }),
    },
    bot.stories.length > 0 && {
      path: 'stories.yml',
      text: yaml({ version: '3.1', stories: bot.stories.map(storyOf) }),
    },
    bot.actionEndpoint !== undefined && {
      path: 'endpoints.yml',
      text: yaml({ action_endpoint: { url: bot.actionEndpoint } }),
    },
  ]
  return files.filter((file) => file !== false).sort((a, b) => (a.path < b.path ? -1 : 1))
}

const yaml = (value: Json): string =>
  stringify(value, { lineWidth: 0, aliasDuplicateObjects: false })

/** What trains well here, under Rasa's names. */
const usualPipeline: Json = [
  { name: 'WhitespaceTokenizer' },
  { name: 'RegexFeaturizer' },
  { name: 'RegexEntityExtractor' },
  { name: 'CountVectorsFeaturizer' },
  { name: 'CountVectorsFeaturizer', analyzer: 'char_wb', min_ngram: 2, max_ngram: 5 },
  { name: 'DIETClassifier' },
  { name: 'EntitySynonymMapper' },
  { name: 'FallbackClassifier', threshold: 0.6, ambiguity_threshold: 0.1 },
]

function configOf(language: Language, pipeline: Json, bot: Bot): Json {
  const isEmpty = !Array.isArray(pipeline) || pipeline.length === 0
  return {
    version: '3.1',
    recipe: 'default.v1',
    language,
    pipeline: isEmpty ? usualPipeline : pipeline,
    policies: [
      { name: 'RulePolicy', core_fallback_action_name: bot.fallback.action },
      { name: 'AugmentedMemoizationPolicy', max_history: bot.maxHistory },
      // A turn is a message and what it is answered by.
      ...(bot.learns ? [{ name: 'TEDPolicy', max_history: bot.learns.history / 2 }] : []),
    ],
  }
}

/** The words of a `- bot:` step stand in the story itself. */
const verbatim = 'utter_verbatim: '

function domainOf(bot: Bot): Json {
  const responses = responsesOf(bot, undefined)
  const domain: Record<string, Json> = {
    ...rasaDomain(bot),
    responses,
    ...(bot.hours && { business_hours: hoursOf(bot.hours) }),
  }
  for (const key of ['entities', 'slots', 'forms', 'responses', 'actions']) {
    const part = domain[key]
    if (Object.keys(part as object).length === 0) delete domain[key]
  }
  return domain
}

function hoursOf({ timeZone, days }: BusinessHours): Json {
  const clock = (minutes: number) =>
    [Math.floor(minutes / 60), minutes % 60].map((n) => String(n).padStart(2, '0')).join(':')
  const spans = Object.entries(days).map(([day, open]) => [
    day,
    open.map(([from, to]) => `${clock(from)}-${clock(to)}`),
  ])
  return { time_zone: timeZone, ...(Object.fromEntries(spans) as Record<string, string[]>) }
}

function responsesOf(bot: Bot, language: Language | undefined): Json {
  const said = Object.entries(bot.responses).flatMap(([name, variants]) => {
    const some = variants.filter((variant) => languageOf(variant) === language)
    return some.length === 0 || name.startsWith(verbatim) ? [] : [[name, some] as const]
  })
  const { responses } = rasaDomain({ ...bot, responses: Object.fromEntries(said) })
  return responses ?? {}
}

/** A language that only fits a folder of two letters has one; else its `metadata:` says it. */
const languageOf = ({ language }: Variant): Language | undefined =>
  language !== undefined && /^[a-z]{2}$/.test(language) ? language : undefined

const languagesSaid = ({ responses }: Bot): Language[] => [
  ...new Set(
    Object.values(responses).flatMap((all) => all.flatMap((one) => languageOf(one) ?? [])),
  ),
]

function ruleOf({ name, conditions, startsConversation, waits, steps }: Rule): Json {
  return {
    rule: name,
    ...(startsConversation && { conversation_start: true }),
    ...(conditions.length > 0 && {
      condition: conditions.map((one): Json =>
        'loop' in one ? { active_loop: one.loop } : 'fact' in one ? factOf(one) : slotsOf([one]),
      ),
    }),
    steps: steps.map(stepOf),
    ...(!waits && { wait_for_user_input: false }),
  }
}

/** What is known of the customer stands under `customer:`, everything else by itself. */
function factOf(one: FactTest): Json {
  if (one.fact === 'grammar') return { grammar: { [one.part]: one.words } }
  const { fact, is, ...limits } = one
  const test = { [fact]: is ?? limits }
  if (fact === 'noun_phrases' || fact === 'verb_phrases') return { grammar: test }
  return fact === 'sentiment' || fact === 'hours' || fact === 'queue' ? test : { customer: test }
}

const storyOf = ({ name, steps }: Story): Json => ({ story: name, steps: steps.map(stepOf) })

function stepOf(step: StoryStep): Json {
  if ('intent' in step) {
    const { intent, entities } = step
    return { intent, ...(entities && { entities: entities.map(entityOf) }) }
  }
  if ('text' in step) return { user: step.text }
  if ('action' in step) {
    return step.action.startsWith(verbatim)
      ? { bot: step.action.slice(verbatim.length) }
      : { action: step.action }
  }
  if ('or' in step) return { or: step.or.map(stepOf) }
  if ('checkpoint' in step) {
    return { checkpoint: step.checkpoint, ...(step.slots && slotsOf(step.slots)) }
  }
  return 'slots' in step ? slotsOf(step.slots) : { active_loop: step.loop }
}

function entityOf({ entity, role, group, value }: EntityTest): Json {
  if (role === undefined && group === undefined && value === undefined) return entity
  return {
    [entity]: value ?? null,
    ...(role !== undefined && { role }),
    ...(group !== undefined && { group }),
  }
}

const slotsOf = (tests: readonly SlotTest[]): { slot_was_set: Json } => ({
  slot_was_set: tests.map((test) => {
    if ('is' in test) return { [test.slot]: test.is }
    return test.set ? test.slot : { [test.slot]: null }
  }),
})
