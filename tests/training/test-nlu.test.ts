import { expect, test } from 'vitest'
import { plainHead } from '../../src/training/net-head-plain.ts'
import { rasaReports } from '../../src/training/rasa-reports.ts'
import { nluPage } from '../../src/training/report-page/nlu-page.ts'
import { scoreTested } from '../../src/training/score-tested.ts'
import { type Tested, crossValidate, testOnFile } from '../../src/training/test-nlu.ts'
import { toyData, toyExamples } from '../nlp/toy-bot.ts'

const options = { seed: 1, makeHead: plainHead }
const source = { file: 'en/nlu.yml', line: 7 }

function answer(text: string, expected: string, name: string, confidence: number): Tested {
  return { text, expected, got: { name, confidence }, source, nearest: [] }
}

const tested = [
  answer('hi', 'greet', 'greet', 0.9),
  answer('hey', 'greet', 'greet', 0.8),
  answer('bye', 'goodbye', 'greet', 0.6),
  answer('<b>&', 'goodbye', 'goodbye', 1),
]

test('figures are those of scikit-learn', () => {
  const { accuracy, macro, weighted, perIntent, histogram } = scoreTested(tested)
  expect(accuracy).toBe(0.75)
  expect(perIntent).toEqual([
    {
      intent: 'goodbye',
      precision: 1,
      recall: 0.5,
      f1: 2 / 3,
      support: 2,
      confusedWith: [['greet', 1]],
    },
    { intent: 'greet', precision: 2 / 3, recall: 1, f1: 0.8, support: 2, confusedWith: [] },
  ])
  expect(macro.f1).toBeCloseTo(0.7333, 4)
  expect(weighted).toMatchObject({ recall: 0.75, support: 4 })
  expect(histogram[12]).toEqual({ right: 0, wrong: 1 })
  expect(histogram[19]).toEqual({ right: 1, wrong: 0 })
})

test('a sure bot that is always right has no calibration error, one that is half right a half', () => {
  const sure = (name: string) => answer('x', 'greet', name, 1)
  expect(scoreTested([sure('greet'), sure('greet')]).calibrationError).toBe(0)
  const half = Array.from({ length: 30 }, (_, n) => sure(n % 2 ? 'greet' : 'bye'))
  expect(scoreTested(half).calibrationError).toBeCloseTo(0.5, 1)
})

test("reports have the shapes of Rasa's", () => {
  const reports = rasaReports(tested, scoreTested(tested))
  expect(reports['intent_report.json']).toMatchObject({
    goodbye: { precision: 1, recall: 0.5, support: 2, confused_with: { greet: 1 } },
    accuracy: 0.75,
    'macro avg': { support: 4 },
    'weighted avg': { precision: expect.closeTo(0.8333, 4) as number },
  })
  expect(reports['intent_errors.json']).toEqual([
    {
      text: 'bye',
      intent: 'goodbye',
      intent_prediction: { name: 'greet', confidence: 0.6 },
      source: 'en/nlu.yml:7',
    },
  ])
  expect(reports['intent_successes.json']).toHaveLength(3)
})

test('the page needs nothing but itself, and shows text as text', () => {
  const wrong = [...tested, answer('<script>alert(1)</script>', 'greet', 'goodbye', 0.5)]
  const page = nluPage(wrong, scoreTested(wrong), ['Tested <here>.', '在此测试。'])
  expect(page).not.toMatch(/(?:src|href)=|@import|url\(|<script>alert/)
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(page).toContain('60.0 %')
  expect(page).toContain('在此测试。')
})

test('every example is answered once, by a model that has not seen it', async () => {
  const found = await crossValidate(toyData, 3, options)
  expect(found.map(({ text }) => text).sort()).toEqual(toyExamples.map(({ text }) => text).sort())
  const { accuracy } = scoreTested(found)
  // A model that had seen them would know them all.
  expect(accuracy).toBeLessThan(0.95)
  expect(accuracy).toBeGreaterThan(0.2)
  const wrong = found.find(({ expected, got }) => expected !== got.name)
  expect(wrong?.nearest[0]).toMatchObject({ file: 'en/nlu.yml' })
})

test('another file is answered by a model of all examples', async () => {
  const asked = toyExamples.slice(0, 3).map((one) => ({ ...one, text: `${one.text} please` }))
  const found = await testOnFile(toyData, asked, options)
  expect(found.map(({ text, expected }) => [text, expected])).toEqual(
    asked.map(({ text, intent }) => [text, intent]),
  )
})

test.each([
  ['no examples', () => testOnFile(toyData, [], options)],
  [
    'one example an intent',
    () => crossValidate({ ...toyData, examples: [toyExamples[0]!] }, 5, options),
  ],
])('%s is a problem that says so', async (_, run) => {
  await expect(run()).rejects.toMatchObject({ code: 'NothingToTest' })
})
