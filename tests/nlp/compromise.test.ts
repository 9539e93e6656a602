import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { noEntities, readyEntities } from '../../src/nlp/entities/entity-model.ts'
import { findEntities } from '../../src/nlp/entities/find-entities.ts'
import { tokenise } from '../../src/nlp/tokens.ts'

const cache = createRequire(import.meta.url).cache
const isLoaded = () => Object.keys(cache).some((path) => /node_modules.compromise\b/.test(path))

function find(text: string, wanted: Parameters<typeof readyEntities>[0]['wanted']) {
  const model = readyEntities({ ...noEntities, wanted })
  return findEntities({ text, language: 'en' }, tokenise(text), model)
}

test('compromise is loaded by the first bot that wants what only it finds', () => {
  find('my name is Jane Smith', {})
  find('my name is Jane Smith', { date: 'date' })
  expect(isLoaded()).toBe(false)
  const text = 'My name is Jane Smith, from Paris.'
  const found = find(text, { person: 'name', place: 'city' })
  expect(isLoaded()).toBe(true)
  expect(found.map((e) => [e.entity, text.slice(e.start, e.end), e.from])).toEqual([
    ['name', 'Jane Smith', 'compromise'],
    ['city', 'Paris', 'compromise'],
  ])
})

test('its offsets are exact behind blanks and emoji', () => {
  const text = '  👋👋 hello!  I am   Jane Smith …'
  const [person] = find(text, { person: 'person' })
  expect(text.slice(person?.start, person?.end)).toBe(person?.value)
})
