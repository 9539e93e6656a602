import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readDeclared } from '../../../src/crm/records/read-declared.ts'
import { usualSla } from '../../../src/crm/service/sla.ts'

const dir = mkdtempSync(join(tmpdir(), 'parley-declared-'))
afterAll(() => rmSync(dir, { recursive: true }))
let files = 0
function written(text: string): string {
  const path = join(dir, `${++files}.yml`)
  writeFileSync(path, text)
  return path
}

test('says the attributes and the targets, and what is not said stays usual', () => {
  const declared = readDeclared(
    written(`attributes:
  customer:
    shoe_size: { type: number, label: { en: Size of shoe, zh: 鞋码 } }
    contact_by: { type: choice, choices: [post, phone] }
tickets:
  at_risk: 10%
  urgent: { response: 30m, resolution: 1.5h }
`),
  )
  expect(declared.attributes).toEqual([
    {
      name: 'shoe_size',
      of: 'customer',
      type: 'number',
      choices: [],
      label: { en: 'Size of shoe', zh: '鞋码' },
    },
    {
      name: 'contact_by',
      of: 'customer',
      type: 'choice',
      choices: ['post', 'phone'],
      label: { en: 'Contact by', zh: 'Contact by' },
    },
  ])
  expect(declared.sla.targets.urgent).toEqual({ response: 30, resolution: 90 })
  expect(declared.sla.targets.low).toEqual(usualSla.targets.low)
  expect(declared.sla.riskShare).toBe(0.1)
})

test('a file that is not there says nothing, and one that changes is read again', () => {
  const path = join(dir, 'later.yml')
  expect(readDeclared(path)).toEqual({ attributes: [], sla: usualSla })
  writeFileSync(path, 'attributes: { customer: { a: { type: text } } }')
  expect(readDeclared(path).attributes).toHaveLength(1)
  writeFileSync(path, 'attributes: { customer: { a: { type: text }, b: { type: date } } }')
  expect(readDeclared(path).attributes).toHaveLength(2)
  writeFileSync(path, 'attributes: { customer: { a: { type: slip } } }')
  expect(readDeclared(path).attributes).toHaveLength(2)
})

test.each([
  ['tickets:\n  urgent: { response: soon, resolution: 4h }', ':2: tickets.urgent.response'],
  ['attributes:\n  customer:\n    x:\n      type: colour', ':4: attributes.customer.x.type'],
  ['attributes:\n  customer:\n    x: { type: choice }', ':3: attributes.customer.x'],
  ['attributes:\n  customer:\n    Shoe: { type: text }', ':3: attributes.customer.Shoe'],
  ['surprise: 1', ':1:'],
  ['a: [', ':1:'],
])('%s is refused with its line', (text, why) => {
  expect(() => readDeclared(written(text))).toThrow(why)
})
