import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { annotate } from '../../src/training/export/annotate.ts'
import { exportFiles, exportKinds } from '../../src/training/export/export-files.ts'
import { type WrittenFile, writeProject } from '../../src/training/export/write-project.ts'
import { importSource } from '../../src/training/import/import-source.ts'
import type { Project } from '../../src/training/project.ts'
import { readFiles, readProject } from '../../src/training/read-project.ts'

/** A little of everything that a project may hold. */
const files: Readonly<Record<string, string>> = {
  'config.yml':
    'language: en\npipeline:\n- name: DIETClassifier\npolicies:\n- name: AugmentedMemoizationPolicy\n  max_history: 7\n- name: TEDPolicy\n  max_history: 3\n',
  'endpoints.yml': 'action_endpoint:\n  url: http://localhost:5055/webhook\n',
  'domain.yml': `
intents: [greet, faq, out_of_scope, {order: {use_entities: [], ignore_entities: [city]}}]
entities: [city, {size: {roles: [from, to], groups: ["1"]}}]
slots:
  city: {type: text, initial_value: Oslo, influence_conversation: false, mappings: [{type: from_entity, entity: city, role: from, intent: [order], conditions: [{active_loop: order_form, requested_slot: city}]}]}
  kind: {type: categorical, values: [a, b], mappings: [{type: from_intent, intent: greet, value: a}]}
  count: {type: float, min_value: 0, max_value: 9, mappings: [{type: custom, action: action_count}]}
forms: {order_form: {required_slots: [city], ignored_intents: [greet]}}
actions: [action_count]
responses:
  utter_ask_city: [{text: "Which?", buttons: [{title: Oslo, payload: '/order{"city": "Oslo"}'}]}, {image: "https://img.test/a.png", channel: web}]
  utter_custom: [{custom: {a: [1, null]}, condition: [{type: slot, name: city, value: null}]}]
business_hours: {time_zone: Europe/Berlin, mon-wed: 09:00-17:30, sat: [09:00-12:00, 13:00-15:00]}
session_config: {session_expiration_time: 5, carry_over_slots_to_new_session: false}
`,
  'nlu.yml': `
nlu:
- intent: order
  examples: |
    - from [Oslo]{"entity": "city", "role": "from", "value": "oslo"} to [x (y)](city)
    - from [Oslo]{"entity": "city", "role": "from", "value": "oslo"} to [x (y)](city)
    - - a dash, "quotes": and {braces}
- intent: greet
  examples:
  - text: "  hello: #1 "
    metadata: {sentiment: good}
- intent: faq/hours
  examples: |
    - when [open]
- intent: out_of_scope
  examples: |
    - the weather
- synonym: "yes: no"
  examples: |
    - aye
- synonym: oslo
  examples: |
    - Christiania
- regex: code
  examples: |
    - [A-Z]{3}
- lookup: city
  examples: |
    - oslo
    - Christiania
    - Rome
`,
  'zh/nlu.yml': 'nlu:\n- intent: greet\n  examples: |\n    - 你好\n',
  'en/responses.yml':
    'responses:\n  utter_greet: [{text: "Hi {city}"}]\n  utter_faq/hours: [{text: "From 9: always"}]\n',
  'zh/responses.yml': 'responses:\n  utter_greet: [{text: "你好"}]\n',
  'rules.yml': `
rules:
- {rule: "greet: once", conversation_start: true, steps: [{intent: greet}, {action: utter_greet}], wait_for_user_input: false}
- {rule: again, steps: [{intent: greet}, {action: utter_greet}]}
- {rule: faq, steps: [{intent: faq}, {action: utter_faq}]}
- {rule: regular, condition: [{customer: {open_tickets: {min: 2}}}, {sentiment: {below: -0.5}}, {hours: open}], steps: [{intent: greet}, {action: utter_greet}]}
- {rule: submit, condition: [{active_loop: order_form}, {slot_was_set: [{city: Oslo}, kind, {count: null}]}], steps: [{action: order_form}, {active_loop: null}]}
`,
  'stories.yml': `
stories:
- story: one
  steps:
  - checkpoint: start
    slot_was_set: [city]
  - or: [{intent: greet}, {intent: order, entities: [{city: Oslo, role: from}, size]}]
  - bot: "Well: then"
  - user: my very words
  - slot_was_set: [{kind: a}]
  - action: utter_greet
  - checkpoint: end
`,
}

function read(written: readonly WrittenFile[]): Project {
  const found = written.map(({ path, text }) => ({ path, bytes: Buffer.from(text) }))
  const { project, findings } = readFiles(found)
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  return project
}

const project = read(Object.entries(files).map(([path, text]) => ({ path, text })))

test('nothing is lost in writing and reading again', () => {
  const plain = ({ nlu, bot }: Project) =>
    JSON.parse(
      JSON.stringify({ nlu, bot }, (key, value: unknown) => (key === 'source' ? undefined : value)),
    ) as Project
  const again = plain(read(writeProject(project)))
  const first = plain(project)
  expect(again.bot).toEqual(first.bot)
  const byText = (one: Project) => one.nlu.examples.toSorted((a, b) => (a.text < b.text ? -1 : 1))
  expect(byText(again)).toEqual(byText(first))
  expect({ ...again.nlu, examples: [] }).toEqual({ ...first.nlu, examples: [] })
})

test.each(exportKinds)(
  'what is exported as %s imports and exports again byte for byte',
  async (kind) => {
    for (const one of [project, (await readProject('intents')).project]) {
      const { files: first } = exportFiles(one, kind)
      const folder = mkdtempSync(join(tmpdir(), 'parley-export-'))
      try {
        for (const { path, text } of first) {
          mkdirSync(dirname(join(folder, path)), { recursive: true })
          writeFileSync(join(folder, path), text)
        }
        const imported = await importSource(folder)
        expect(imported.kind).toBe(kind)
        // By way of our own files, as the command does it.
        const again = exportFiles(read(writeProject(imported.project)), kind)
        expect(again.files).toEqual(first)
        expect(imported.project.nlu.examples.length).toBeGreaterThan(3)
      } finally {
        rmSync(folder, { recursive: true })
      }
    }
  },
)

test.each([
  ['a [b](c) d', []],
  ['a [b]{"entity": "c"}', []],
  ['[b][c]', []],
])('brackets of %s that mark nothing mark nothing', (text, entities) => {
  const [example] = read([
    {
      path: 'nlu.yml',
      text: `nlu:\n- intent: x\n  examples: |\n    - ${annotate({ text, entities })}\n`,
    },
  ]).nlu.examples
  expect(example?.entities).toEqual([])
})
