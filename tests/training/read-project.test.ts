import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/training/project.ts'
import { readFiles, readProject } from '../../src/training/read-project.ts'

type Files = Readonly<Record<string, string | Uint8Array>>

const bytes = (content: string | Uint8Array) =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content

const read = (files: Files) =>
  readFiles(Object.entries(files).map(([path, content]) => ({ path, bytes: bytes(content) })))

/** `error domain.yml:3:5 What is wrong. What to do.` */
const told = ({ severity, file, line, column, message, remedy }: Finding) =>
  `${severity} ${file}:${line}:${column} ${message}${remedy ? ` ${remedy}` : ''}`

/** What only whole bots are expected to have: rules for their intents, and the like. */
const ofWholeBots = [
  'unanswered-intent',
  'form-never-begins',
  'unreachable-rule',
  'slot-never-read',
  'slot-never-filled',
]

const ofParts = (all: readonly Finding[]) =>
  all.filter(({ code }) => !ofWholeBots.includes(code ?? '')).map(told)

const findings = (files: Files) => ofParts(read(files).findings)

describe('examples', () => {
  const page = `version: "3.1"
nlu:
- intent: travel
  examples: |
    - from [Berlin]{"entity":"city","role":"from"} to [Rom]{"entity":"city","value":"Rome","group":"1"}

    - to [Paris](city) [now]
     - **YES** [it is](http://x)
- intent: faq/hours
  metadata: {topic: time}
  examples:
  - text: |
      are you open
    metadata: {mood: calm}
  - 查询[掌上生活](channel)[火车票](search)
- synonym: Rome
  examples: |
    - Roma
- regex: number
  examples: |
    - \\d{5}
- lookup: fruit
  examples: |
    - apple
    - pear
`
  const { project } = read({ 'zh/nlu.yml': page, 'config.yml': 'language: de\n' })
  const { examples, synonyms, regexes, lookups } = project.nlu

  test('have their annotations taken out, with offsets', () => {
    expect(examples[0]).toMatchObject({
      text: 'from Berlin to Rom',
      intent: 'travel',
      entities: [
        { entity: 'city', role: 'from', value: 'Berlin', start: 5, end: 11 },
        { entity: 'city', group: '1', value: 'Rome', start: 15, end: 18 },
      ],
    })
    for (const { text, entities } of examples) {
      for (const { start, end } of entities) expect(text.slice(start, end)).not.toMatch(/[[\]]/)
    }
  })

  test('keep brackets and links that mark nothing', () => {
    expect(examples[1]!.text).toBe('to Paris [now]')
    expect(examples[2]!.text).toBe('**YES** [it is](http://x)')
  })

  test('may stand side by side without a blank', () => {
    expect(examples[4]).toMatchObject({
      text: '查询掌上生活火车票',
      entities: [
        { entity: 'channel', start: 2, end: 6 },
        { entity: 'search', start: 6, end: 9 },
      ],
    })
  })

  test('know their line and language, and their metadata', () => {
    expect(examples.map(({ source }) => source.line)).toEqual([5, 7, 8, 13, 15])
    expect(new Set(examples.map(({ language }) => language))).toEqual(new Set(['zh']))
    expect(examples[3]).toMatchObject({ text: 'are you open', metadata: { mood: 'calm' } })
    expect(project.bot.languages).toEqual(['de', 'zh'])
  })

  test('come with synonyms, patterns and lists', () => {
    expect(synonyms).toEqual([{ value: 'Rome', text: 'Roma' }])
    expect(regexes).toEqual([
      {
        name: 'number',
        pattern: '\\d{5}',
        source: { file: 'zh/nlu.yml', line: 21, name: 'number' },
      },
    ])
    expect(lookups).toMatchObject([{ name: 'fruit', values: ['apple', 'pear'] }])
  })

  const encodings: [string, Uint8Array][] = [
    ['with a byte order mark', bytes(`\ufeff${page}`)],
    ['with CRLF', bytes(page.replaceAll('\n', '\r\n'))],
    ['in UTF-16', new Uint8Array(Buffer.from(`\ufeff${page}`, 'utf16le'))],
  ]
  test.each(encodings)('read the same %s', (_, content) => {
    const { project, findings } = read({ 'zh/nlu.yml': content })
    expect(project.nlu.examples).toEqual(examples)
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})

describe('the domain', () => {
  test('may be spread over files and folders', () => {
    const { project, findings } = read({
      'domain/a.yml': 'intents: [a]\nslots:\n  s: {type: text, mappings: [{type: custom}]}\n',
      'domain/deep/b.yml': 'intents: [b]\nresponses:\n  utter_x: [{text: X}]\n',
      'data/en/x.yml': 'responses:\n  utter_y: [{text: Y}]\n',
      'data/zh/x.yml': 'responses:\n  utter_y: [{text: 甲}]\n',
    })
    expect(ofParts(findings)).toEqual([])
    expect(Object.keys(project.bot.intents)).toEqual(['a', 'b'])
    expect(project.bot.responses['utter_y']).toMatchObject([
      { text: 'Y', language: 'en', source: { file: 'data/en/x.yml', line: 2 } },
      { text: '甲', language: 'zh' },
    ])
  })

  test('of Rasa 2 keeps the mappings that stood in its forms', () => {
    const { project, findings } = read({
      'domain.yml': `entities: [city]
slots:
  city: {type: rasa.shared.core.slots.TextSlot}
  note: {type: text}
  plain: {type: text, auto_fill: false}
forms:
  trip:
    required_slots:
      note: [{type: from_text}]
responses:
  utter_ask_note: [{text: Note?}]
`,
    })
    expect(project.bot.slots['city']).toMatchObject({
      type: 'text',
      mappings: [{ type: 'from_entity', entity: 'city' }],
    })
    expect(project.bot.slots['note']!.mappings).toEqual([
      { type: 'from_text', conditions: [{ loop: 'trip', requested: 'note' }] },
    ])
    expect(project.bot.forms['trip']!.required).toEqual(['note'])
    expect(ofParts(findings)).toEqual([
      'note domain.yml:3:3 The slot city has no mappings: it is filled from the entity of its name, as in Rasa 2. Write mappings: [{type: from_entity, entity: city}].',
      'note domain.yml:7:3 The form trip is written as in Rasa 2: its mappings are taken as those of the slots. Move them under slots:, with the conditions active_loop and requested_slot.',
    ])
  })

  test('reads yes as a word and merges << maps', () => {
    const { project } = read({
      'domain.yml': `slots:
  one: &one
    type: categorical
    values: [yes, no]
    mappings: [{type: custom}]
  two:
    <<: *one
    initial_value: no
`,
    })
    expect(project.bot.slots['one']!.values).toEqual(['yes', 'no'])
    expect(project.bot.slots['two']).toMatchObject({ type: 'categorical', initial: 'no' })
  })
})

describe('what is wrong is told with its place and a remedy', () => {
  const small = `intents: [greet, book]
entities: [city]
slots:
  city: {type: text, mappings: [{type: from_entity, entity: city}]}
responses:
  utter_greet: [{text: Hi}]
  utter_ask_city: [{text: Where?}]
forms:
  trip_form: {required_slots: [city]}
`
  const rows: [string, Files, string[]][] = [
    [
      'broken YAML',
      { 'nlu.yml': 'nlu:\n- intent: a\n  examples: "x\n- intent: b\n' },
      ['error nlu.yml:5:1 Missing closing "quote.'],
    ],
    [
      'a key twice',
      { 'domain.yml': 'intents: [a]\nintents: [b]\n' },
      ['error domain.yml:2:1 The key intents stands here a second time. Join the two.'],
    ],
    [
      'a misspelt key',
      { 'domain.yml': 'intents: [a]\nrespones: {}\n' },
      ['warning domain.yml:2:1 There is no key respones; it is left out. Did you mean responses?'],
    ],
    [
      'a misspelt key of a slot',
      {
        'domain.yml':
          'slots:\n  a:\n    type: text\n    inital_value: x\n    mappings: [{type: custom}]\n',
      },
      [
        'warning domain.yml:4:5 The slot a has no key inital_value; it is left out. Did you mean initial_value?',
      ],
    ],
    [
      'an unknown type of mapping',
      { 'domain.yml': 'slots:\n  a: {type: text, mappings: [{type: from_txt}]}\n' },
      [
        'error domain.yml:2:37 from_txt is no type of mapping (of the slot a). Did you mean from_text?',
      ],
    ],
    [
      'an action that is nowhere',
      {
        'domain.yml': small,
        'rules.yml': 'rules:\n- rule: hi\n  steps:\n  - intent: greet\n  - action: utter_gret\n',
      },
      [
        'error rules.yml:5:13 The rule "hi" uses the action utter_gret, which is described nowhere. Did you mean utter_greet?',
      ],
    ],
    [
      'an intent that is nowhere',
      {
        'domain.yml': small,
        'rules.yml': 'rules:\n- rule: hi\n  steps:\n  - intent: great\n  - action: utter_greet\n',
      },
      [
        'warning rules.yml:4:13 The rule "hi" uses the intent great, which is described nowhere. Did you mean greet?',
      ],
    ],
    [
      'a form that is nowhere',
      {
        'domain.yml': small,
        'stories.yml':
          'stories:\n- story: s\n  steps:\n  - intent: book\n  - action: trip_form\n  - active_loop: trip_from\n',
      },
      [
        'error stories.yml:6:18 The story "s" uses the form trip_from, which is described nowhere. Did you mean trip_form?',
      ],
    ],
    [
      'a slot that a form needs and nobody describes',
      {
        'domain.yml':
          'forms:\n  f:\n    required_slots: [nome]\nslots:\n  name: {type: text, mappings: [{type: custom}]}\n',
      },
      [
        'error domain.yml:3:21 The form f uses the slot nome, which is described nowhere. Did you mean name?',
      ],
    ],
    [
      'a form without words to ask',
      {
        'domain.yml':
          'slots:\n  a: {type: text, mappings: [{type: from_text}]}\nforms:\n  f: {required_slots: [a]}\n',
      },
      [
        'warning domain.yml:4:3 The form f has no words to ask for a. Write the response utter_ask_f_a.',
      ],
    ],
    [
      'an annotation that is not JSON',
      {
        'nlu.yml': 'nlu:\n- intent: a\n  examples: |\n    - one\n    - to [Rome]{"entity": city}\n',
      },
      [
        'error nlu.yml:5:16 The annotation {"entity": city}… is not JSON. Write [text](entity) or [text]{"entity": "name"}.',
      ],
    ],
    [
      'a line without a dash',
      { 'nlu.yml': 'nlu:\n- intent: a\n  examples: |\n    - one\n    two\n    - three\n' },
      [
        'warning nlu.yml:5:5 The intent a has a line without a dash; it is left out. Begin it with "- ".',
      ],
    ],
    [
      'one example under two intents',
      {
        'nlu.yml':
          'nlu:\n- intent: a\n  examples: |\n    - hi\n    - hello\n- intent: b\n  examples: |\n    - Hi\n    - hey\n',
      },
      [
        'warning nlu.yml:8:7 "Hi" is an example of b and, at nlu.yml:4, of a. Remove it from one of the two.',
      ],
    ],
    [
      'thresholds that are no probabilities',
      {
        'config.yml':
          'pipeline:\n- name: FallbackClassifier\n  threshold: 60\n  ambiguity_threshold: 0.1\n  clause_threshold: high\npolicies: [RulePolicy]\n',
      },
      [
        'error config.yml:3:14 threshold is 60, which is no probability. Write a number from 0 to 1, such as 0.6.',
        'error config.yml:5:21 clause_threshold is "high", which is no probability. Write a number from 0 to 1, such as 0.6.',
      ],
    ],
    [
      'a profile that there is not',
      {
        'config.yml':
          'pipeline:\n- name: DIETClassifier\n  profile: better\npolicies: [RulePolicy]\n',
      },
      ['error config.yml:3:12 There is no profile better. Write fast or best.'],
    ],
    [
      'parts that are not known',
      {
        'config.yml':
          'pipeline:\n- name: DIETClasifier\n- name: custom.Magic\n- name: SpacyNLP\npolicies: [{name: RulePolicy}]\n',
      },
      [
        'warning config.yml:2:3 DIETClasifier in pipeline is not known and is left out. Did you mean DIETClassifier?',
        'note config.yml:3:3 custom.Magic in pipeline is not known and is left out. Parts written in Python cannot run here.',
        'note config.yml:4:3 SpacyNLP in pipeline has no counterpart here and is left out. The project trains without it.',
      ],
    ],
    [
      'rules that contradict each other',
      {
        'domain.yml': small,
        'rules.yml':
          'rules:\n- rule: hi\n  steps: [{intent: greet}, {action: utter_greet}]\n- rule: more\n  steps: [{intent: greet}, {action: utter_greet}, {action: utter_ask_city}]\n- rule: not so when a form is in progress\n  condition: [{active_loop: trip_form}]\n  steps: [{intent: greet}, {action: utter_ask_city}]\n',
      },
      [
        'warning rules.yml:4:3 After greet, utter_greet the rule "more" wants utter_ask_city, but the rule "hi" at rules.yml:2 wants to wait for an answer; the first is followed. Give one of them a condition, or join them.',
      ],
    ],
    [
      'a newer version',
      { 'nlu.yml': 'version: "4.0"\nnlu: []\n' },
      [
        'warning nlu.yml:1:10 Files of version 4.0 are not read; this one is left out. Write version: "3.1".',
      ],
    ],
    [
      'a file that is something else',
      { 'actions/hosts.yml': 'handoff_hosts:\n  a: b\n' },
      [
        'note actions/hosts.yml:1:1 This is no training file (its keys: handoff_hosts); it is left out.',
      ],
    ],
    [
      'a list where a map should be',
      { 'domain.yml': 'responses:\n- utter_x\n' },
      ['error domain.yml:2:1 responses should be a map of names to values.'],
    ],
    [
      'a name that would harm',
      { 'domain.yml': 'responses:\n  __proto__: [{text: x}]\n' },
      ['error domain.yml:2:3 The name __proto__ cannot be used. Choose another name.'],
    ],
    [
      'Latin-1',
      { 'nlu.yml': new Uint8Array([...bytes('nlu:\n# caf'), 0xe9, 0x0a]) },
      [
        'error nlu.yml:2:1 The file is not UTF-8 text (it may be Latin-1, GBK or not text at all). Save it as UTF-8.',
      ],
    ],
    [
      'a NUL',
      { 'nlu.yml': 'nlu:\n\n# \0' },
      [
        'error nlu.yml:3:1 The file holds NUL characters: it is binary, or UTF-16 without its mark. Save it as UTF-8.',
      ],
    ],
    [
      'brackets without end',
      { 'nlu.yml': `nlu:\n${'['.repeat(50_000)}` },
      ['error nlu.yml:2:1 More than 200 levels stand inside one another. Make it flatter.'],
    ],
    [
      'aliases upon aliases',
      {
        'domain.yml': `responses:\n  utter_x: [{custom: &a [x,x]}]\n  utter_b: [{custom: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]}]\n  utter_c: [{custom: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]}]\n  utter_d: [{custom: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]}]\n  utter_e: [{custom: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]}]\n`,
      },
      [
        expect.stringMatching(
          /^error domain.yml:\d+:\d+ Aliases \(\*name\) are used too often. Write the values out.$/,
        ) as string,
      ],
    ],
  ]
  test.each(rows)('%s', (_, files, expected) => {
    expect(findings(files)).toEqual(expected)
  })

  test('names are not checked when a file could not be parsed', () => {
    expect(
      findings({
        'domain.yml': 'intents: [a\n',
        'rules.yml': 'rules:\n- rule: r\n  steps: [{action: x}]\n',
      }),
    ).toHaveLength(1)
  })
})

describe('tests', () => {
  test('are stories, test cases and conversations of our own', () => {
    const { project, findings } = read({
      'domain.yml': 'intents: [greet]\nresponses:\n  utter_greet: [{text: Hi}]\n',
      'tests/test_stories.yml':
        'stories:\n- story: hi\n  steps:\n  - intent: greet\n    user: |-\n      hello [Rome](city)\n  - action: utter_greet\n',
      'tests/e2e.yml': `fixtures:
- gold: [{tier: gold}, {n: 2}]
metadata:
- web: {channel: web}
test_cases:
- test_case: one
  fixtures: [gold]
  metadata: web
  steps:
  - user: hello
  - utter: utter_greet
  - slot_was_set: [{tier: gold}, n]
  - slot_was_not_set: [other]
  - user: again
    assertions:
    - bot_uttered: {utter_name: utter_greet, text_matches: H, buttons: [{title: Yes}]}
    - action_executed: utter_greet
`,
      'tests/upset.yml': '- customer: where?\n  bot: Which?\n- customer: hello?\n  bot: null\n',
    })
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
    const [cases, story, golden] = project.tests
    expect(cases).toMatchObject({
      kind: 'conversation',
      name: 'one',
      slots: { tier: 'gold', n: 2 },
      metadata: { channel: 'web' },
      turns: [
        {
          customer: 'hello',
          expect: [
            { expect: 'response', response: 'utter_greet' },
            { expect: 'slot', slot: 'tier', value: 'gold' },
            { expect: 'slot', slot: 'n' },
            { expect: 'slot-not', slot: 'other' },
          ],
        },
        {
          customer: 'again',
          expect: [
            { expect: 'response', response: 'utter_greet' },
            { expect: 'text-matches', pattern: 'H' },
            { expect: 'buttons', titles: ['Yes'] },
            { expect: 'action', action: 'utter_greet' },
          ],
        },
      ],
    })
    expect(story).toMatchObject({
      kind: 'story',
      steps: [
        { intent: 'greet', text: 'hello Rome', source: { line: 4 } },
        { action: 'utter_greet' },
      ],
    })
    expect(golden).toMatchObject({
      name: 'upset',
      turns: [
        { customer: 'where?', expect: [{ expect: 'text', text: 'Which?' }] },
        { customer: 'hello?', expect: [{ expect: 'nothing-said' }] },
      ],
    })
  })
})

describe('a folder', () => {
  const folderOf = (files: Files): string => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-read-'))
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), content)
    }
    return folder
  }

  test('is read whatever else lies in it', async () => {
    const folder = folderOf({
      'data/nlu.yml': 'nlu: []\n',
      'data/.DS_Store': 'x',
      'data/model.pkl': new Uint8Array([0, 1, 2]),
      'node_modules/x/y.yml': 'broken: [',
      'old/nlu.json': '{"rasa_nlu_data": {}}',
      'knowledge/page.md': '# Returns\n\nSome text.\n',
    })
    symlinkSync('/etc', join(folder, 'elsewhere'))
    const { project, findings } = await readProject(folder)
    rmSync(folder, { recursive: true })
    expect(project.files.map(({ path }) => path)).toEqual(['data/nlu.yml', 'old/nlu.json'])
    expect(project.files[0]!.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(findings.map(told)).toEqual([
      'note old/nlu.json:1:1 These examples are written as in Rasa 1. Write them as YAML, as `rasa data convert` does.',
    ])
  })

  test('that is empty or missing is an error, not a crash', async () => {
    const { findings } = await readProject('/no/such/folder')
    expect(findings.every(({ severity }) => severity === 'error')).toBe(true)
    expect(findings.map(({ message }) => message).join(' ')).toContain('/no/such/folder')
  })
})

describe('whatever stands in a file', () => {
  const good = `version: "3.1"
intents: [greet, {book: {use_entities: [city]}}]
entities: [city, {place: {roles: [from]}}]
slots:
  city: {type: text, mappings: [{type: from_entity, entity: city, conditions: [{active_loop: trip_form}]}]}
responses:
  utter_greet: [{text: "Hi {city}", buttons: [{title: Yes, payload: /affirm}], condition: [{type: slot, name: city, value: x}]}]
forms: {trip_form: {required_slots: [city], ignored_intents: [greet]}}
rules:
- rule: r
  condition: [{active_loop: trip_form}, {slot_was_set: [{city: x}]}]
  steps: [{or: [{intent: greet}, {intent: book, entities: [{city: x, role: from}]}]}, {action: utter_greet}, {checkpoint: c}]
nlu:
- intent: greet
  examples: |
    - hi [Rome]{"entity": "city", "role": "from"}
test_cases:
- test_case: t
  steps: [{user: hi}, {utter: utter_greet}, {slot_was_set: [{city: x}]}]
`
  const check = (content: string | Uint8Array) => {
    for (const path of ['x.yml', 'tests/x.yml']) {
      const { findings } = read({ [path]: content })
      for (const { line, column, message } of findings) {
        expect(line).toBeGreaterThanOrEqual(1)
        expect(column).toBeGreaterThanOrEqual(1)
        expect(message).not.toBe('')
      }
    }
  }

  test('the reader does not throw: any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), check), { numRuns: 300 })
  })

  test('the reader does not throw: a good file with a piece cut out, doubled or replaced', () => {
    const piece = fc.record({
      from: fc.nat(good.length),
      length: fc.nat(40),
      by: fc.oneof(
        fc.constantFrom(
          '',
          '[',
          ']',
          '{',
          '}',
          '"',
          '- ',
          ': ',
          '\n',
          '&a ',
          '*a',
          '|',
          '!!x ',
          'null',
          '~',
        ),
        fc.string({ maxLength: 8 }),
      ),
    })
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 4 }), (pieces) => {
        let content = good
        for (const { from, length, by } of pieces) {
          content = content.slice(0, from) + by + content.slice(from + length)
        }
        check(content)
      }),
      { numRuns: 150 },
    )
  })

  test('the reader does not throw: good keys over values of any shape', () => {
    const names =
      'nlu rules stories intents entities slots responses forms actions steps condition or intent ' +
      'action examples mappings required_slots text pipeline policies session_config test_cases ' +
      'fixtures buttons name type'
    const keys = fc.constantFrom(...names.split(' '))
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom(null, '', 'x', 0, -1, true, 'text', 'from_text', '- a\n- b'),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(keys, tie('value'), { maxKeys: 4 }),
      ),
    }))
    fc.assert(
      fc.property(fc.dictionary(keys, value, { minKeys: 1, maxKeys: 5 }), (content) => {
        check(JSON.stringify(content))
      }),
      { numRuns: 150 },
    )
  })
})
