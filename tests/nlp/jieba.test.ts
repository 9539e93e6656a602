import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { noEntities, readyEntities } from '../../src/nlp/entities/entity-model.ts'
import { findEntities } from '../../src/nlp/entities/find-entities.ts'
import { tokenise } from '../../src/nlp/tokens.ts'

const cache = createRequire(import.meta.url).cache
const isLoaded = () => Object.keys(cache).some((path) => /@node-rs.jieba\b/.test(path))

function find(text: string, wanted: Parameters<typeof readyEntities>[0]['wanted']) {
  const model = readyEntities({ ...noEntities, wanted })
  return findEntities({ text, language: 'zh' }, tokenise(text), model)
    .filter(({ from }) => from === 'jieba')
    .map(({ entity, start, end, value }) => {
      expect(text.slice(start, end)).toBe(value)
      return [entity, value]
    })
}

test('jieba is loaded by the first bot that wants what only it finds', () => {
  expect(find('我叫张伟，住在北京', {})).toEqual([])
  expect(isLoaded()).toBe(false)
  expect(find('我叫张伟，住在北京', { person: 'name', place: 'city' })).toEqual([
    ['name', '张伟'],
    ['city', '北京'],
  ])
  expect(isLoaded()).toBe(true)
})

const all = { person: 'person', place: 'place', organisation: 'organisation' }

test.each<[text: string, ...found: string[][]]>([
  ['我是李小龙，在阿里巴巴公司上班', ['person', '李小龙'], ['organisation', '阿里巴巴公司']],
  ['张三在上海交通大学读书', ['person', '张三'], ['organisation', '上海交通大学']],
  ['联系刘德华先生', ['person', '刘德华']],
  ['王先生要退货', ['person', '王先生']],
  ['你好👋我叫王芳', ['person', '王芳']],
  ['我想退货'],
  ['高兴'],
])('%s', (text, ...expected) => {
  expect(find(text, all)).toEqual(expected.filter((one) => one !== undefined))
})
