/** How well one model understands one data set. */
import type { Clause } from '../../src/conversation.ts'
import { clausesOf, findParts } from '../../src/nlp/clauses.ts'
import { rankIntents } from '../../src/nlp/intent.ts'
import type { NluModel } from '../../src/nlp/model.ts'
import { tokenise } from '../../src/nlp/tokens.ts'
import { startRandom } from '../../src/training/random.ts'
import type { Labelled, Parts } from './intent-data.ts'
import { mistype } from './mistype.ts'
import { auroc, calibrationError, macroF1, percent } from './scores.ts'

export type Scores = {
  readonly accuracy: number
  readonly macroF1: number
  /** In-scope against out-of-scope test messages, by uncertainty; null without the latter. */
  readonly auroc: number | null
  /** Right and not taken for out of scope. */
  readonly inScopeAccuracy: number
  readonly oosRecall: number | null
  /** Percentage points, 15 bins of equal mass. */
  readonly ece: number
  /** Accuracy when every tenth word has one or two typing mistakes. */
  readonly typoAccuracy: number
  /** How many test messages, each of one intent, are taken apart into clauses. */
  readonly splitShare: number
  /** How many of two test messages of different intents joined by "and", or a comma, are so. */
  readonly joinedSplitShare: number
  /** How many of those give both intents, in their order, and nothing else. */
  readonly joinedRightShare: number
}

export function measureIntents(model: NluModel, { test, oosTest }: Parts): Scores {
  const answers = answer(model, test)
  const others = oosTest && answer(model, oosTest)
  const right = answers.filter(({ expected, got }) => expected === got)
  const kept = right.filter(({ doubt }) => doubt !== 'out-of-scope')
  const refused = others?.filter(({ doubt }) => doubt === 'out-of-scope')
  const random = startRandom(1)
  const typed = test.map(({ text, intent }) => ({ text: mistype(text, random), intent }))
  const pairs = joined(test).map((pair) => ({ ...pair, clauses: takeApart(model, pair.text) }))
  return {
    accuracy: accuracyOf(answers),
    macroF1: percent(macroF1(answers)),
    auroc: others
      ? percent(
          auroc(
            others.map(({ uncertainty }) => uncertainty),
            answers.map(({ uncertainty }) => uncertainty),
          ),
        )
      : null,
    inScopeAccuracy: percent(kept.length / answers.length),
    oosRecall: others && refused ? percent(refused.length / others.length) : null,
    ece: percent(
      calibrationError(
        answers.map(({ expected, got, confidence }) => ({ confidence, isRight: expected === got })),
      ),
    ),
    typoAccuracy: accuracyOf(answer(model, typed)),
    splitShare: percent(test.filter(({ text }) => takeApart(model, text)).length / test.length),
    joinedSplitShare: percent(pairs.filter(({ clauses }) => clauses).length / pairs.length),
    joinedRightShare: percent(
      pairs.filter(({ clauses, intents }) => {
        return clauses?.map(({ intent }) => intent.name).join() === intents.join()
      }).length / pairs.length,
    ),
  }
}

function answer(model: NluModel, messages: readonly Labelled[]) {
  return messages.map(({ text, intent }) => {
    const { ranking, doubt, uncertainty } = rankIntents(tokenise(text), model.intent)
    const { name: got = '', confidence = 0 } = ranking[0] ?? {}
    return { expected: intent, got, confidence, doubt, uncertainty }
  })
}

function accuracyOf(answers: readonly { expected: string; got: string }[]): number {
  return percent(answers.filter(({ expected, got }) => expected === got).length / answers.length)
}

function takeApart(model: NluModel, text: string): readonly Clause[] | undefined {
  const tokens = tokenise(text)
  const ways = findParts(text, tokens, model.intent)
  if (ways.length === 0) return undefined
  return clausesOf(ways, rankIntents(tokens, model.intent).ranking, model.intent.limits.clauses, [])
}

/** Far apart in the file, so that most are of two intents. */
function joined(test: readonly Labelled[]): { text: string; intents: readonly string[] }[] {
  return test.flatMap(({ text, intent }, n) => {
    const other = test[(n * 7919 + 13) % test.length]!
    if (n % 4 > 0 || other.intent === intent) return []
    const seam = /\p{Script=Han}/u.test(text) ? '，' : ' and '
    const joint = text.replace(/[.?!。？！\s]+$/, '') + seam + other.text
    return [{ text: joint, intents: [intent, other.intent] }]
  })
}
