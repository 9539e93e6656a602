import { baseIntent } from '../dialogue/heard-intent.ts'
import type { Draft } from './draft.ts'
import type { Project } from './project.ts'
import { didYouMean, likeliest } from './spelling.ts'
import { standingIntents } from '../dialogue/standing-names.ts'
import { tell } from './tell.ts'

/** Tells of buttons that mean nothing, and of {names} in responses that look misspelt. */
export function validatePayloads({ bot, nlu }: Project, draft: Draft): void {
  const intents = new Set([
    ...Object.keys(bot.intents),
    ...nlu.examples.flatMap(({ intent }) => [intent, baseIntent(intent)]),
    ...standingIntents,
  ])
  const slots = Object.keys(bot.slots)
  for (const [response, variants] of Object.entries(bot.responses)) {
    for (const { text, buttons = [], source } of variants) {
      for (const { title, payload } of buttons) {
        const wrong = payload.startsWith('/') ? whatIsWrong(payload, intents) : null
        if (wrong === null) continue
        const message = `The button "${title}" of ${response} ${wrong.message}`
        tell(draft, { code: 'broken-button', at: source, message, remedy: wrong.remedy })
      }
      for (const [, name = ''] of (text ?? '').matchAll(/\{(\w[\w-]*)\}/g)) {
        if (Object.hasOwn(bot.slots, name)) continue
        const meant = slots.find((slot) => slot.length > 4 && isTypo(name, slot))
        if (meant === undefined) continue
        const message = `{${name}} in ${response} is no slot.`
        tell(draft, {
          code: 'unknown-slot',
          at: source,
          message,
          remedy: `Did you mean {${meant}}?`,
        })
      }
    }
  }
}

function whatIsWrong(
  payload: string,
  intents: ReadonlySet<string>,
): { readonly message: string; readonly remedy: string } | null {
  const [, intent = '', rest = ''] = /^\/([^{\s@]*)(?:@[\d.]+)?\s*(.*)$/s.exec(payload) ?? []
  if (!intents.has(intent)) {
    const remedy = didYouMean(intent, intents) ?? 'Describe the intent in the domain.'
    return { message: `means the intent ${intent}, which is described nowhere.`, remedy }
  }
  if (rest === '') return null
  try {
    // What an action fills in stands in braces of its own.
    JSON.parse(rest.replaceAll(/\{\w+\}/g, 'x'))
    return null
  } catch {
    const remedy = 'Write /intent{"entity": "value"}.'
    return { message: `has a payload that cannot be read: ${payload}`, remedy }
  }
}

/** One step of typing away. */
const isTypo = (name: string, slot: string): boolean =>
  Math.abs(name.length - slot.length) < 2 &&
  likeliest(name, [slot]) !== null &&
  differsLittle(name, slot)

function differsLittle(a: string, b: string): boolean {
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++
  return Math.max(a.length, b.length) - start - end <= 2
}
