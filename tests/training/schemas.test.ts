import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { jsonSchema, schemas } from '../../src/training/schemas.ts'

const kindOf = (path: string): keyof typeof schemas => {
  if (/(^|\/)tests\//.test(path)) return 'tests'
  if (path.endsWith('config.yml')) return 'config'
  return path.endsWith('endpoints.yml') ? 'endpoints' : 'training'
}

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yml'))
    .map((path) => join(folder, path))

const issues = (kind: keyof typeof schemas, page: string) =>
  schemas[kind].safeParse(parse(page) as unknown).error?.issues ?? []

test.each([...filesOf('intents'), ...filesOf('data/starter')])(
  '%s is as its schema says',
  (path) => {
    expect(issues(kindOf(path), readFileSync(path, 'utf8'))).toEqual([])
  },
)

describe('what is wrong is wrong by the schema', () => {
  test.each<[keyof typeof schemas, string]>([
    ['nlu', 'nlu: [{intent: greet, exmaples: "- hi"}]'],
    ['nlu', 'nlu: [{intent: greet, synonym: hi, examples: "- hi"}]'],
    ['domain', 'slots: {a: {type: txt}}'],
    ['domain', 'slots: {a: {type: text, mappings: [{type: from_txt}]}}'],
    ['domain', 'forms: {f: {required_slots: {a: []}}}'],
    ['rules', 'rules: [{rule: a, steps: [{intnt: greet}]}]'],
    ['stories', 'stories: [{story: a, steps: [{action: utter_a, intent: b}]}]'],
    ['rules', 'rules: [{rule: a, condition: [{customer: {tickets: {min: 1}}}], steps: []}]'],
    ['rules', 'rules: [{rule: a, condition: [{queue: {least: 5}}], steps: []}]'],
    ['tests', '[{customer: hi, bt: hello}]'],
    ['config', 'pipeline: [{nme: DIETClassifier}]'],
  ])('%s: %s', (kind, page) => {
    expect(issues(kind, page)).not.toEqual([])
  })
})

test.each(Object.keys(schemas) as (keyof typeof schemas)[])('%s has a JSON Schema', (kind) => {
  const schema = jsonSchema(kind)
  expect(schema).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#' })
  expect(JSON.stringify(schema)).toMatch(/"(properties|items|anyOf)"/)
})
