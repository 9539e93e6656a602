import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { writeFailedStories } from '../../src/commands/failed-stories.ts'
import { maskMessage } from '../../src/commands/mask-message.ts'
import { asTest } from '../../src/commands/record-test.ts'
import { inWords, junit, type Result } from '../../src/commands/test-report.ts'
import type { Event, Logged } from '../../src/conversation.ts'
import { readFiles, readProject } from '../../src/training/read-project.ts'
import { understood } from '../dialogue/bot-of.ts'

const at = (line: number) => ({ file: 'tests/steering.yml', line })

const story: Result = {
  test: {
    kind: 'story',
    name: 'a <trip>',
    source: at(3),
    steps: [
      { intent: 'greet', text: 'hi', source: at(5) },
      { action: 'utter_greet', source: at(8) },
      { intent: 'book', source: at(9) },
      { action: 'trip_form', source: at(10) },
    ],
  },
  played: {
    failures: [{ source: at(10), after: '/book', expected: 'trip_form', got: 'utter_help' }],
  },
}
const whole: Result = { ...story, played: { failures: [] } }
const skipped: Result = {
  ...story,
  played: { failures: [], skipped: 'There is no action_x here.' },
}

test('a failure reads as the conversation up to it', () => {
  expect(inWords(story)).toBe(
    [
      'tests/steering.yml:10 a <trip>',
      '    customer: hi',
      '    bot: utter_greet',
      '    customer: /book',
      '  - trip_form',
      '  + utter_help',
    ].join('\n'),
  )
})

test('build servers get the counts, and what failed with its place', () => {
  const report = junit([whole, story, skipped], 1.5)
  expect(report).toContain('<testsuites tests="3" failures="1" skipped="1" time="1.500">')
  expect(report).toContain('name="a &lt;trip&gt;"')
  expect(report).toContain('<failure message="expected trip_form, got utter_help">')
  expect(report).toContain('<skipped message="There is no action_x here."/>')
})

test('what failed is written as it stands in its file, with what came instead', async () => {
  const { tests } = (await readProject('intents')).project
  const failed = tests[0]!
  const folder = mkdtempSync(join(tmpdir(), 'parley-failed-'))
  const line = failed.source.line + 2
  const result: Result = {
    test: failed,
    played: {
      failures: [{ source: { ...failed.source, line }, after: '', expected: 'a', got: 'b' }],
    },
  }
  const path = writeFailedStories([result], 'intents', folder)!
  const page = readFileSync(path, 'utf8')
  expect(page).toContain('# got: b')
  const [back] = readFiles([{ path: 'tests/failed.yml', bytes: new TextEncoder().encode(page) }])
    .project.tests
  expect(back).toMatchObject({ kind: failed.kind, name: failed.name })
  expect(back?.kind === 'conversation' && failed.kind === 'conversation').toBe(true)
  if (back?.kind === 'conversation' && failed.kind === 'conversation') {
    expect(back.turns.map(({ customer }) => customer)).toEqual(
      failed.turns.map(({ customer }) => customer),
    )
  }
  expect(writeFailedStories([whole], 'intents', folder)).toBeNull()
  expect(() => readFileSync(path)).toThrow()
  rmSync(folder, { recursive: true })
})

describe('a recorded conversation', () => {
  const logged = (events: readonly Event[]): Logged[] =>
    events.map((event, n) => ({
      ...event,
      conversation: 'c1',
      seq: n + 1,
      position: n + 1,
      at: '',
    }))

  test('is a test that reads back, without what tells who the customer was', () => {
    const text = 'I am Ann Lee, ann.lee@mail.example, card 4111 1111 1111 1111'
    const understanding = {
      ...understood({ intent: 'inform' }),
      entities: [
        { entity: 'person', value: 'Ann Lee', start: 5, end: 12, from: 'compromise' } as const,
      ],
    }
    const page = asTest(
      'c1',
      logged([
        { kind: 'session-started' },
        { kind: 'customer-said', clientId: '1', text, understanding },
        { kind: 'bot-said', text: 'Hello Ann Lee', response: 'utter_greet' },
        { kind: 'customer-said', clientId: '2', text: 'Yes', payload: '/affirm' },
        { kind: 'claimed', agent: { id: 'a', name: 'Kim' } },
        { kind: 'customer-said', clientId: '3', text: 'secret' },
      ]),
    )
    expect(page).not.toMatch(/Ann|Lee|4111|secret/)
    const { project, findings } = readFiles([
      { path: 'tests/recorded.yml', bytes: new TextEncoder().encode(page) },
    ])
    expect(findings).toEqual([])
    expect(project.tests).toMatchObject([
      {
        name: 'recorded c1',
        turns: [
          {
            customer: 'I am Sam Example, someone@example.com, card 0000 0000 0000 0000',
            expect: [{ expect: 'response', response: 'utter_greet' }],
          },
          { customer: '/affirm', expect: [{ expect: 'nothing-said' }] },
        ],
      },
    ])
  })

  test('keeps short numbers and everyday words', () => {
    expect(maskMessage({ text: 'two of size 42, by 12:30' })).toBe('two of size 42, by 12:30')
  })
})
