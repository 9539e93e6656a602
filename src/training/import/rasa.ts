import type { Source } from '../../conversation.ts'
import type { StoryStep } from '../../dialogue/bot.ts'
import { defaultActions } from '../../dialogue/default-actions.ts'
import { readFiles } from '../read-project.ts'
import { type Importing, remark } from './importing.ts'
import { isRasaJson, readRasaJson } from './rasa-json.ts'
import { isRasaMarkdown, readRasaMarkdown } from './rasa-markdown.ts'
import { isRasaStories, readRasaStories } from './rasa-stories.ts'
import type { SourceKind } from './source-kind.ts'

/** Rasa, of any age: YAML, and the JSON and Markdown of Rasa 0 and 1. */
export const rasa: SourceKind = {
  name: 'rasa',
  title: 'Rasa',
  claims: (file) =>
    isRasaJson(file) ||
    (/\.md$/i.test(file.path) && (isRasaMarkdown(file.text()) || isRasaStories(file.text()))) ||
    (/\.ya?ml$/i.test(file.path) &&
      /^(?:nlu|stories|rules|intents|entities|slots|responses|templates|forms|actions|pipeline|policies|language|action_endpoint):/m.test(
        file.text(),
      )),
  read(files, into, all) {
    into.keepsSlash = true
    readYaml(
      files.filter(({ path }) => /\.ya?ml$/i.test(path)),
      into,
    )
    for (const file of files) {
      if (isRasaJson(file)) readRasaJson(file, all, into)
      if (!/\.md$/i.test(file.path)) continue
      if (isRasaMarkdown(file.text())) readRasaMarkdown(file, all, into)
      else if (isRasaStories(file.text())) readRasaStories(file, into)
    }
    nameActions(into)
  },
}

/** What our own reader makes of the YAML files, with what it has to say of them. */
function readYaml(files: Parameters<SourceKind['read']>[0], into: Importing): void {
  if (files.length === 0) return
  const { project, findings } = readFiles(files.map(({ path, bytes }) => ({ path, bytes })))
  const { draft } = into
  const { nlu, bot } = project
  // Where no file names a language, English is only what our reader falls back on.
  const isNamed = files.some((file) => /^language:\s*\S/m.test(file.text()))
  const [usual = 'en'] = bot.languages
  draft.examples.push(
    ...nlu.examples.map((one) =>
      isNamed || one.language !== usual ? one : { ...one, language: '' },
    ),
  )
  for (const { intent, language, text } of nlu.examples)
    into.seen.add(JSON.stringify([intent, language, text]))
  draft.synonyms.push(...nlu.synonyms)
  draft.regexes.push(...nlu.regexes)
  draft.lookups.push(...nlu.lookups)
  draft.pipeline = nlu.pipeline
  fill(draft.intents, bot.intents)
  fill(draft.entities, bot.entities)
  fill(draft.slots, bot.slots)
  fill(draft.forms, bot.forms)
  for (const [name, variants] of Object.entries(bot.responses))
    draft.responses.set(name, [...variants])
  for (const name of bot.actions) draft.actions.set(name, { file: 'import', line: 1, column: 1 })
  draft.rules.push(...bot.rules)
  draft.stories.push(...bot.stories)
  draft.language = isNamed ? usual : null
  draft.session = bot.session
  draft.actionEndpoint = bot.actionEndpoint ?? null
  draft.policies = [
    { name: 'RulePolicy', settings: { core_fallback_action_name: bot.fallback.action } },
    { name: 'AugmentedMemoizationPolicy', settings: { max_history: bot.maxHistory } },
    ...(bot.learns
      ? [{ name: 'TEDPolicy', settings: { max_history: bot.learns.history / 2 } }]
      : []),
  ]
  draft.hours = bot.hours ?? null
  for (const { severity, file, line, message, remedy } of findings) {
    const kind =
      severity === 'error'
        ? 'broken'
        : /left out|counterpart|not known/.test(message)
          ? 'left-out'
          : 'changed'
    remark(into, kind, file, `line ${line}`, [message, remedy].filter(Boolean).join(' '))
  }
}

function fill<T>(map: Map<string, T>, record: Readonly<Record<string, T>>): void {
  for (const [name, value] of Object.entries(record)) map.set(name, value)
}

/** What stories do and the domain does not name is Python's, or was forgotten: the list gets its name. */
function nameActions(into: Importing): void {
  const { draft } = into
  const known = new Set([
    ...defaultActions,
    ...draft.actions.keys(),
    ...draft.responses.keys(),
    ...draft.forms.keys(),
  ])
  const bases = new Set([...draft.responses.keys()].map((name) => name.split('/', 1)[0]!))
  const name = (steps: readonly StoryStep[]): void => {
    for (const step of steps) {
      if ('or' in step) name(step.or)
      if (
        'loop' in step &&
        step.loop !== null &&
        !draft.forms.has(step.loop) &&
        !known.has(step.loop)
      ) {
        draft.forms.set(step.loop, { required: [], ignoredIntents: [], source })
        remark(
          into,
          'broken',
          step.loop,
          `form ${step.loop}`,
          'Stories use it, but no file describes it: it asks for nothing.',
        )
      }
      if (!('action' in step) || known.has(step.action) || bases.has(step.action)) continue
      known.add(step.action)
      draft.actions.set(step.action, { file: 'import', line: 1, column: 1 })
      const why = step.action.startsWith('utter_')
        ? 'Stories say it, but no file words it. Write the response.'
        : 'It is code of its own. Write an action, or run its action server and name it in endpoints.yml.'
      remark(into, 'left-out', 'domain.yml', `action ${step.action}`, why)
    }
  }
  for (const { steps } of [...draft.rules, ...draft.stories]) name(steps)
}

const source: Source = { file: 'import', line: 1 }
