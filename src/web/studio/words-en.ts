/** Every word on the studio's screen, in English. `words-zh.ts` says the same. */
export const english = {
  title: 'Studio',
  desk: 'Desk',
  loading: 'Loading…',
  retry: 'Try again',
  signInFirst: 'Sign in at the desk to see the studio.',
  signIn: 'Go to the desk',
  overview: 'Last training',
  intents: 'Intents',
  responses: 'Responses',
  find: 'Find',
  findIntent: 'Find an intent',
  findResponse: 'Find a response or its words',
  nothingFound: 'Nothing found',
  accuracy: 'Accuracy',
  accuracyHelp: 'of examples kept back from training were understood rightly',
  notJudged: 'Too few examples to keep some back',
  examples: 'Examples',
  languages: 'Languages',
  model: 'Model',
  perIntent: 'How well each intent is told from the others',
  perIntentHelp: 'F1 on examples kept back, worst first.',
  f1: 'F1',
  precision: 'Precision',
  recall: 'Recall',
  support: 'Examples judged',
  confusions: 'Taken for another',
  confusionsHelp: 'Each dot is an intent (row) taken for another (column); larger is more often.',
  noConfusions: 'No example was taken for another intent.',
  times: 'Times',
  expected: 'Is',
  got: 'Was taken for',
  example: 'Such as',
  findings: 'Findings',
  noFindings: 'The training files are clean.',
  severities: { error: 'error', warning: 'warning', note: 'note' },
  all: (count: number) => `Show all ${count}`,
  place: 'File and line',
  anyLanguage: 'any',
  choose: 'Choose an intent to see its examples.',
  noText: '(no text)',
}

type Said<T> = T extends string
  ? string
  : T extends (...given: infer G) => string
    ? (...given: G) => string
    : { [K in keyof T]: Said<T[K]> }

export type Words = Said<typeof english>
