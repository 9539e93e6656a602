import type { Json, SlotTest } from '../conversation.ts'
import type { Bot, Rule, Story, StoryStep } from '../dialogue/bot.ts'
import { baseIntent } from '../dialogue/heard-intent.ts'
import { isRule, rulesAndStories } from '../dialogue/paths.ts'
import { standingIntents, twoStageFallback } from '../dialogue/standing-names.ts'
import type { Draft } from './draft.ts'
import type { Project } from './project.ts'
import { didYouMean } from './spelling.ts'
import { tell } from './tell.ts'

/** Tells of what no conversation ever comes to: intents, forms, rules and stories. */
export function validateReach({ bot }: Project, draft: Draft): void {
  const stories = rulesAndStories(bot)
  if (stories.length === 0) return
  const named = namesIn(stories)
  tellOfIntents(bot, named.intents, draft)
  tellOfForms(bot, named.begun, draft)
  tellOfCheckpoints(stories, draft)
  tellOfRules(bot, draft)
}

type Named = { readonly intents: Set<string>; readonly begun: Set<string> }

/** The intents that rules and stories hear, and the actions and forms that they run. */
function namesIn(stories: readonly (Rule | Story)[]): Named {
  const named: Named = { intents: new Set(), begun: new Set() }
  const look = (step: StoryStep): void => {
    if ('or' in step) step.or.forEach(look)
    else if ('intent' in step) named.intents.add(step.intent)
    else if ('action' in step) named.begun.add(step.action)
    else if ('loop' in step && step.loop !== null) named.begun.add(step.loop)
  }
  for (const { steps } of stories) steps.forEach(look)
  return named
}

/** Nothing answers them and no slot or form listens to them. */
function tellOfIntents(bot: Bot, answered: ReadonlySet<string>, draft: Draft): void {
  const mappings = Object.values(bot.slots).flatMap((slot) => slot.mappings)
  const filling = new Set(mappings.flatMap(({ entity }) => entity ?? []))
  const buttons = Object.values(bot.responses).flatMap((all) =>
    all.flatMap(({ buttons = [] }) => buttons.map(({ payload }) => payload)),
  )
  const heard = new Set([
    // What fills a slot is heard by whoever reads it.
    ...draft.examples.flatMap(({ intent, entities }) =>
      entities.some(({ entity }) => filling.has(entity)) ? [intent] : [],
    ),
    ...buttons.flatMap((payload) => /^\/([^{\s]+)\{/.exec(payload)?.[1] ?? []),
    ...standingIntents,
    ...answered,
    ...Array.from(answered, baseIntent),
    ...mappings.flatMap(({ intents = [], notIntents = [] }) => [...intents, ...notIntents]),
    ...Object.values(bot.forms).flatMap(({ ignoredIntents }) => ignoredIntents),
  ])
  const intents = new Map(Object.entries(bot.intents).map(([name, use]) => [name, use.source]))
  for (const { intent, source } of draft.examples) {
    if (!intents.has(intent) && !intents.has(baseIntent(intent))) intents.set(intent, source)
  }
  for (const [intent, source] of intents) {
    if (heard.has(intent) || heard.has(baseIntent(intent))) continue
    const response = `utter_${intent}`
    tell(draft, {
      code: 'unanswered-intent',
      at: source,
      message: `Nothing answers the intent ${intent}: no rule and no story begins with it or goes on from it.`,
      remedy: Object.hasOwn(bot.responses, response)
        ? `Write a rule: intent ${intent}, action ${response}.`
        : `Write a response ${response}, and a rule that says it.`,
    })
  }
}

function tellOfForms(bot: Bot, begun: ReadonlySet<string>, draft: Draft): void {
  for (const [form, { source }] of Object.entries(bot.forms)) {
    if (begun.has(form) || bot.fallback.action === form) continue
    if (mayBegin(form, bot, draft)) continue
    tell(draft, {
      code: 'form-never-begins',
      at: source,
      message: `The form ${form} never begins: no rule and no story runs it.`,
      remedy: `Write a rule: an intent, action ${form}, active_loop ${form}.`,
    })
  }
}

/** An action may go on with a form; it cannot be known of actions whose code is not at hand. */
const mayBegin = (form: string, { actions }: Bot, { actionsMention }: Draft): boolean =>
  actions.some((action) => !action.startsWith('utter_')) && (actionsMention?.(form) ?? true)

function tellOfCheckpoints(stories: readonly (Rule | Story)[], draft: Draft): void {
  const ends = new Map<string, Rule | Story>()
  const starts = new Map<string, Rule | Story>()
  for (const story of stories) {
    story.steps.forEach((step, at) => {
      if (!('checkpoint' in step)) return
      if (at > 0) ends.set(step.checkpoint, ends.get(step.checkpoint) ?? story)
      if (at < story.steps.length - 1) {
        starts.set(step.checkpoint, starts.get(step.checkpoint) ?? story)
      }
    })
  }
  for (const [checkpoint, { name, source }] of starts) {
    if (ends.has(checkpoint)) continue
    tell(draft, {
      code: 'unreachable-story',
      at: source,
      message: `"${name}" goes on from the checkpoint ${checkpoint}, to which nothing leads.`,
      remedy: didYouMean(checkpoint, ends.keys()) ?? `End a story with checkpoint: ${checkpoint}.`,
    })
  }
  for (const [checkpoint, { name, source }] of ends) {
    if (starts.has(checkpoint)) continue
    tell(draft, {
      code: 'loose-checkpoint',
      at: source,
      message: `"${name}" leads to the checkpoint ${checkpoint}, from which nothing goes on.`,
      remedy: didYouMean(checkpoint, starts.keys()) ?? 'Remove it.',
    })
  }
}

/** Rules that another makes needless, and rules whose condition never holds. */
function tellOfRules(bot: Bot, draft: Draft): void {
  const first = new Map<string, Rule>()
  const begun = bot.rules.length > 0 ? loopsBegun(bot) : new Set<string>()
  for (const rule of bot.rules) {
    const { name, source } = rule
    const key = JSON.stringify([rule.steps, rule.conditions, rule.startsConversation])
    const same = first.get(key)
    if (same) {
      tell(draft, {
        code: 'unreachable-rule',
        at: source,
        message: `The rule "${name}" says the same as "${same.name}" at ${same.source.file}:${same.source.line}.`,
        remedy: 'Remove one.',
        related: same.source,
      })
    } else first.set(key, rule)
    for (const condition of rule.conditions) {
      if ('fact' in condition) continue
      const never =
        'loop' in condition
          ? neverLoop(condition.loop, begun, (form) => mayBegin(form, bot, draft))
          : 'slot' in condition
            ? neverSlot(condition, bot)
            : null
      if (never === null) continue
      tell(draft, {
        code: 'unreachable-rule',
        at: source,
        message: `The rule "${name}" never applies: ${never.why}.`,
        remedy: never.remedy,
      })
    }
  }
}

/** A rule that holds while a form is open does not open it. */
const loopsBegun = (bot: Bot): ReadonlySet<string> =>
  namesIn(
    rulesAndStories(bot).filter(
      (story) => !isRule(story) || !story.conditions.some((one) => 'loop' in one && one.loop),
    ),
  ).begun

type Never = { readonly why: string; readonly remedy: string } | null

function neverLoop(
  loop: string | null,
  begun: ReadonlySet<string>,
  mayBegin: (form: string) => boolean,
): Never {
  if (loop === null || loop === twoStageFallback || begun.has(loop) || mayBegin(loop)) return null
  return {
    why: `its condition wants the form ${loop}, which nothing begins`,
    remedy: didYouMean(loop, begun) ?? `Write a rule that begins ${loop}.`,
  }
}

/** A categorical slot holds only its values. */
function neverSlot(test: SlotTest, { slots }: Bot): Never {
  const slot = slots[test.slot]
  if (!('is' in test) || slot?.type !== 'categorical' || !slot.values) return null
  const values = slot.values.map((value) => inWords(value).toLowerCase())
  const wanted = inWords(test.is)
  if (values.includes(wanted.toLowerCase())) return null
  return {
    why: `its condition wants ${test.slot} to be ${wanted}, which is none of its values`,
    remedy: didYouMean(wanted, values) ?? `Its values are ${values.join(', ')}.`,
  }
}

const inWords = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))
