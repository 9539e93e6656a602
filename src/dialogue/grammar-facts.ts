import type { Facts, Grammar, Tracker } from '../conversation.ts'
import type { Bot, FactTest, GrammarTest } from './bot.ts'
import { baseIntent, heardIntent } from './heard-intent.ts'

type GrammarFacts = Pick<Facts, 'grammar' | 'noun_phrases' | 'verb_phrases'>

/**
 * What rules ask of how the latest message is built. A message whose intent no such rule answers
 * is not parsed.
 */
export function grammarFacts(
  latest: Tracker['latest'],
  bot: Bot,
  parse: () => Grammar,
): GrammarFacts {
  const { tests, intents } = askedOf(bot)
  if (!latest || intents.size === 0) return {}
  const { intent, doubt } = latest.understanding
  const heard = heardIntent({ intent: intent.name, doubt })
  if (!intents.has(heard) && !intents.has(baseIntent(heard))) return {}
  const { words, phrases } = parse()
  const isSo = ({ part, stems }: GrammarTest): boolean =>
    words.some((word) => (part === 'word' || word.pos === part) && stems.includes(word.stem))
  const count = (kind: 'noun' | 'verb') => phrases.filter((phrase) => phrase.kind === kind).length
  return {
    grammar: tests.filter(isSo).map(grammarName),
    noun_phrases: count('noun'),
    verb_phrases: count('verb'),
  }
}

/** As the facts of the log name it. */
export const grammarName = ({ part, stems }: GrammarTest): string => `${part} ${stems.join('|')}`

/** Whether a test is one that `grammarFacts` answers. */
const isOfGrammar = ({ fact }: FactTest): boolean =>
  fact === 'grammar' || fact === 'noun_phrases' || fact === 'verb_phrases'

type Asked = { readonly tests: readonly GrammarTest[]; readonly intents: ReadonlySet<string> }

const asked = new WeakMap<Bot, Asked>()

function askedOf(bot: Bot): Asked {
  let known = asked.get(bot)
  if (!known) {
    const rules = bot.rules.filter(({ conditions }) =>
      conditions.some((test) => 'fact' in test && isOfGrammar(test)),
    )
    known = {
      tests: rules.flatMap(({ conditions }) =>
        conditions.flatMap((test) => ('fact' in test && test.fact === 'grammar' ? [test] : [])),
      ),
      intents: new Set(
        rules.flatMap(({ steps }) =>
          steps.flatMap((step) => ('intent' in step ? [step.intent] : [])),
        ),
      ),
    }
    asked.set(bot, known)
  }
  return known
}
