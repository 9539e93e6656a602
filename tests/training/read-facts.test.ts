import { expect, test } from 'vitest'
import { readFiles } from '../../src/training/read-project.ts'

const read = (text: string) =>
  readFiles([{ path: 'domain.yml', bytes: new TextEncoder().encode(text) }])

const rule = (condition: string) => `version: "3.1"
intents: [help]
responses:
  utter_help: [{text: Ask me}]
rules:
- rule: help
  condition:
  - ${condition}
  steps: [{intent: help}, {action: utter_help}]
`

test.each([
  ['customer: {open_tickets: {min: 2}}', [{ fact: 'open_tickets', min: 2 }]],
  [
    'customer: {value: {min: 100, below: 500}, known: true}',
    [
      { fact: 'value', min: 100, below: 500 },
      { fact: 'known', is: true },
    ],
  ],
  ['sentiment: {below: -0.5}', [{ fact: 'sentiment', below: -0.5 }]],
  ['customer: {churn_risk: {over: 0.8}}', [{ fact: 'churn_risk', over: 0.8 }]],
  ['hours: open', [{ fact: 'hours', is: 'open' }]],
  ['queue: {over: 5}', [{ fact: 'queue', over: 5 }]],
  [
    'grammar: {verb: [returned, 退货], noun_phrases: {min: 2}}',
    [
      { fact: 'grammar', part: 'verb', words: ['returned', '退货'], stems: ['return', '退货'] },
      { fact: 'noun_phrases', min: 2 },
    ],
  ],
])('%s is read', (condition, expected) => {
  const { project, findings } = read(rule(condition))
  expect(project.bot.rules[0]?.conditions).toEqual(expected)
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
})

test.each([
  ['customer: {open_ticket: {min: 2}}', 'open_tickets'],
  ['customer: {churn: {over: 0.5}}', 'churn_risk'],
  ['customer: {open_tickets: 2}', '{min: 2}'],
  ['sentiment: {under: 0}', 'below'],
  ['sentiment: {below: bad}', 'number'],
  ['hours: afternoon', 'hours: open'],
  ['queue: {}', 'limit'],
  ['grammar: {verbs: return}', 'verb'],
  ['grammar: {verb: give back}', 'one word'],
  ['grammar: {verb: []}', 'one word'],
  ['grammar: {noun_phrases: 2}', '{min: 2}'],
])('%s is refused at its line', (condition, remedy) => {
  const errors = read(rule(condition)).findings.filter(({ severity }) => severity === 'error')
  expect(errors).toMatchObject([{ file: 'domain.yml', line: 8 }])
  expect(errors[0]!.remedy).toContain(remedy)
})

test('business hours are read', () => {
  const { project, findings } = read(
    'business_hours:\n  time_zone: Asia/Shanghai\n  mon-tue: 09:00-17:30\n  sat: [09:00-12:00, 13:00-15:00]\n',
  )
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(project.bot.hours).toEqual({
    timeZone: 'Asia/Shanghai',
    days: {
      mon: [[540, 1050]],
      tue: [[540, 1050]],
      sat: [
        [540, 720],
        [780, 900],
      ],
    },
  })
})

test.each([
  ['business_hours:\n  mon: 09:00-17:00\n', 2],
  ['business_hours:\n  time_zone: Mars/Olympus\n', 2],
  ['business_hours:\n  time_zone: Europe/Berlin\n  monday: 09:00-17:00\n', 3],
  ['business_hours:\n  time_zone: Europe/Berlin\n  mon: 17:00-09:00\n', 3],
  ['business_hours:\n  time_zone: Europe/Berlin\n  mon: nine to five\n', 3],
])('%j is refused at line %i', (text, line) => {
  const errors = read(text).findings.filter(({ severity }) => severity === 'error')
  expect(errors).toMatchObject([{ file: 'domain.yml', line }])
})

test('asking for business hours that are not written down is told of', () => {
  const told = (text: string) => read(text).findings.map(({ message }) => message)
  expect(told(rule('hours: closed')).join()).toContain('always open')
  const hours = 'business_hours: {time_zone: Asia/Shanghai, mon: 09:00-17:00}\n'
  expect(told(rule('hours: closed') + hours).join()).not.toContain('always open')
})
