import { defaultActions } from '../dialogue/default-actions.ts'
import { baseIntent } from '../dialogue/heard-intent.ts'
import { standingIntents, standingSlots, twoStageFallback } from '../dialogue/standing-names.ts'
import type { Draft, Use } from './draft.ts'
import type { Project } from './project.ts'
import { didYouMean } from './spelling.ts'
import { tell } from './tell.ts'

/** Tells of every name that is used and described nowhere, once a name and place. */
export function validateNames({ nlu, bot }: Project, draft: Draft): void {
  const exampleIntents = nlu.examples.map(({ intent }) => intent)
  const intents = new Set([
    ...Object.keys(bot.intents),
    ...exampleIntents,
    ...exampleIntents.map(baseIntent),
    ...standingIntents,
  ])
  const entities = new Set([
    ...Object.keys(bot.entities),
    ...nlu.lookups.map(({ name }) => name),
    ...nlu.regexes.map(({ name }) => name),
  ])
  const responses = Object.keys(bot.responses)
  const actions = new Set([
    ...bot.actions,
    ...responses,
    // `utter_faq` stands for all of utter_faq/….
    ...responses.map((name) => name.split('/', 1)[0]!),
    ...Object.keys(bot.forms),
    ...defaultActions,
  ])
  const forms = new Set([...Object.keys(bot.forms), twoStageFallback])
  const slots = new Set([...Object.keys(bot.slots), ...standingSlots])
  const known = { intent: intents, entity: entities, action: actions, form: forms, slot: slots }

  // Examples alone need no domain.
  const hasDomain =
    intents.size > standingIntents.length && draft.intents.size + draft.entities.size > 0
  const told = new Set<string>()
  for (const use of draft.uses) {
    if (known[use.kind].has(use.name)) continue
    // An entity that only examples name is told of once, not at every example.
    const once = `${use.kind} ${use.name}${use.kind === 'entity' ? '' : ` ${use.by}`}`
    if (told.has(once)) continue
    told.add(once)
    if (use.kind === 'entity' && !hasDomain) continue
    const other = kinds.find((kind) => kind !== use.kind && known[kind].has(use.name))
    tellOf(use, known[use.kind], other, draft)
  }
}

const kinds = ['form', 'slot', 'entity', 'intent', 'action'] as const

function tellOf(
  { kind, name, by, ...at }: Use,
  known: ReadonlySet<string>,
  other: Use['kind'] | undefined,
  draft: Draft,
): void {
  // What cannot be done at all stops training; what merely never happens does not.
  const isNeeded =
    kind === 'action' || kind === 'form' || (kind === 'slot' && by.startsWith('the form'))
  const place = kind === 'action' ? 'under actions: or responses:' : `under ${plural[kind]}:`
  const isOther = other === undefined ? '' : ` (there is ${article(other)} of that name)`
  tell(draft, {
    severity: isNeeded ? 'error' : 'warning',
    code: `unknown-${kind}`,
    at,
    message: `${upper(by)} uses the ${kind} ${name}, which is described nowhere${isOther}.`,
    remedy: didYouMean(name, known) ?? `Describe it in the domain ${place}`,
  })
}

const plural = {
  intent: 'intents',
  entity: 'entities',
  slot: 'slots',
  action: 'actions',
  form: 'forms',
}

const article = (kind: Use['kind']): string => (/^[aei]/.test(kind) ? `an ${kind}` : `a ${kind}`)

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
