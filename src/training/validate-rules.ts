import { type Contradiction, contradictions } from '../dialogue/contradictions.ts'
import { countPaths, mostPaths, rulesAndStories } from '../dialogue/paths.ts'
import type { Draft } from './draft.ts'
import type { Project } from './project.ts'
import { tell } from './tell.ts'

/** Tells of rules and stories that contradict each other, and of those with too many ways through. */
export function validateRules({ bot }: Project, draft: Draft): void {
  for (const one of contradictions(bot)) tellOf(one, draft)
  for (const { name, source, ...story } of rulesAndStories(bot)) {
    const paths = countPaths({ name, source, ...story })
    if (paths <= mostPaths) continue
    tell(draft, {
      code: 'too-many-ways',
      at: source,
      message: `"${name}" has ${paths > 1e6 ? 'more than a million' : paths} ways through its or steps; ${mostPaths} are learned.`,
      remedy: 'Split it into several.',
    })
  }
}

const kinds = {
  rules: ['rule', 'rule'],
  'rule and story': ['rule', 'story'],
  stories: ['story', 'story'],
}

function tellOf({ after, between, one, other }: Contradiction, draft: Draft): void {
  const [first, second] = kinds[between]
  const past = after.map((token) => token.slice(2) || 'the end of the form').join(', ')
  const followed =
    between === 'stories'
      ? 'what more of them say is done'
      : between === 'rules'
        ? 'the first is followed'
        : 'the rule is followed'
  tell(draft, {
    code: 'contradiction',
    at: other.source,
    message: `After ${past} the ${second} "${other.source.name}" wants ${inWords(other.action)}, but the ${first} "${one.source.name}" at ${one.source.file}:${one.source.line} wants ${inWords(one.action)}; ${followed}.`,
    remedy: remedies[between],
    related: one.source,
    conversation: [...after.map(spoken), `bot: ${other.action}, or ${one.action}?`],
  })
}

const remedies = {
  rules: 'Give one of them a condition, or join them.',
  'rule and story': 'Give the rule a condition, or let the story do what the rule says.',
  stories: 'Let one of them tell apart by a slot or an entity, or take the same action in both.',
}

/** A token as a line of a conversation. */
function spoken(token: string): string {
  const what = token.slice(2)
  if (token.startsWith('A:')) return `bot: ${what}`
  if (token.startsWith('L:')) return what === '' ? 'the form ends' : `the form ${what} begins`
  return `customer: ${what}`
}

const inWords = (action: string): string =>
  action === 'action_listen' ? 'to wait for an answer' : action
