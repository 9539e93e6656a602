import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { record } from '../../src/crm/log.ts'
import { addConsent, isAgreed } from '../../src/crm/people/consents.ts'
import { anna, xiaoming } from '../people.ts'
import { fact, saidBy, type Scene, scene, type State } from './scene.ts'

let stage: Scene
beforeAll(async () => {
  stage = await scene()
})
afterAll(() => stage.remove())

test.each<[string, State, string, string | undefined]>([
  ['nobody known', {}, 'utter_greet', undefined],
  ['Anna', { customer: anna.id }, 'utter_greet_by_name', 'Anna'],
  ['Anna in Chinese', { customer: anna.id, language: 'zh' }, 'utter_greet_by_name', 'Anna Berg'],
  ['王小明', { customer: xiaoming.id }, 'utter_greet_by_name', '王小明'],
  ['a customer who is gone', { customer: 'C-0' }, 'utter_greet', undefined],
])('greets %s', async (_, state, response, name) => {
  const outcome = await stage.act('action_greet', state)
  expect(saidBy(outcome)).toEqual([response])
  expect(fact(outcome, 'name')).toBe(name)
})

test('takes consent back of who is known, and tells others where to', async () => {
  const given = (purpose: string) => isAgreed(stage.db, anna.id, purpose)
  const by = { kind: 'customer', id: anna.id, name: '' } as const
  const at = '2026-11-01T09:00:00.000Z'
  const consent = { isGiven: true, textVersion: '2026-01', how: 'website' }
  for (const purpose of ['marketing-email', 'marketing-widget', 'reviews']) {
    await stage.db.write(() => addConsent(anna.id, { purpose, ...consent }, { by, at }))
  }
  expect(saidBy(await stage.act('action_unsubscribe'))).toEqual(['utter_newsletter_unsubscribe'])
  expect(await given('marketing-email')).toBe(true)
  const outcome = await stage.act('action_unsubscribe', { customer: anna.id })
  expect(saidBy(outcome)).toEqual(['utter_unsubscribed'])
  expect(await given('marketing-email')).toBe(false)
  expect(await given('marketing-widget')).toBe(false)
  expect(await given('reviews')).toBe(true)
})

test.each<[State, string]>([
  [{ intent: 'speak_to_person' }, 'asked'],
  [{ intent: 'speak_to_person', doubt: 'unsure' }, 'not-understood'],
  [{ intent: 'deny' }, 'rule'],
])('hands over, and says why: %o', async (state, reason) => {
  const outcome = await stage.act('action_hand_off', { ...state, slots: { wish: 'x' } })
  expect(outcome.handOver).toEqual({ reason })
  expect(outcome.slots).toMatchObject({ wish: null, problem: null })
})

test.each<[State, object]>([
  [{ slots: { wish: 'action_invoice' } }, { followUp: 'action_invoice' }],
  [{ named: { order_number: 'HP-10023' } }, { followUp: 'action_order_status' }],
  [{ named: { product: 'lamp' } }, { followUp: 'action_product_info' }],
  [{ named: { discount_code: 'SPRING10' } }, { followUp: 'action_check_discount' }],
  [{ named: { email: 'a@example.com' } }, { says: [{ response: 'utter_ask_what_for' }] }],
])('takes a bare detail for what it is: %o', async (state, outcome) => {
  expect(await stage.act('action_continue', state)).toEqual(outcome)
})

test.each<[State, string]>([
  [{}, 'utter_nothing_to_stop'],
  [{ slots: { wish: 'action_invoice' } }, 'utter_form_stopped'],
  [{ did: ['action_deactivate_loop'] }, 'utter_form_stopped'],
])('stops what there is to stop: %o', async (state, response) => {
  const outcome = await stage.act('action_cancel_form', state)
  expect(saidBy(outcome)).toEqual([response])
  expect(outcome.slots).toMatchObject({ wish: null, cancel_confirmed: null })
})

describe('Products', () => {
  test.each<[string, State, string, string | undefined]>([
    ['action_product_price', { slots: { product: 'oak desk lamp' } }, 'price', '€89.00'],
    [
      'action_product_price',
      { slots: { product: '橡木台灯' }, language: 'zh' },
      'name',
      '橡木台灯',
    ],
    ['action_check_stock', { slots: { product: 'kettle' } }, 'stock', 'Sold out at the moment.'],
    ['action_check_stock', { slots: { product: '铜水壶' }, language: 'zh' }, 'stock', '暂时缺货。'],
    [
      'action_product_price',
      { slots: { product: 'that copper kettle of yours' } },
      'name',
      'Copper Kettle',
    ],
    ['action_check_stock', { slots: { product: '椅子' }, language: 'zh' }, 'name', '白蜡木餐椅'],
    ['action_product_info', { slots: { product: 'CHR-ASH' } }, 'name', 'Ash Dining Chair'],
  ])('%s, %o', async (name, state, of, value) => {
    expect(fact(await stage.act(name, state), of)).toBe(value)
  })

  test.each<[State, string]>([
    [{}, 'utter_ask_which_product'],
    [{ slots: { product: 'spaceship' } }, 'utter_product_not_found'],
    // Every name holds an a.
    [{ slots: { product: 'a' } }, 'utter_which_product'],
  ])('asks which one: %o', async (state, response) => {
    const outcome = await stage.act('action_product_price', state)
    expect(saidBy(outcome)).toEqual([response])
    expect(outcome.slots).toMatchObject({ wish: 'action_product_price' })
  })
})

test.each<[State, string, string | undefined]>([
  [
    { slots: { discount_code: 'SPRING10' }, named: { discount_code: 'SPRING10' } },
    'utter_discount_valid',
    '10%',
  ],
  [{ text: 'my code spring10 fails' }, 'utter_discount_valid', '10%'],
  [{ text: 'PINE20 不能用' }, 'utter_discount_expired', '20%'],
  [
    { slots: { discount_code: 'FREE99' }, named: { discount_code: 'FREE99' } },
    'utter_discount_unknown',
    undefined,
  ],
  [{ slots: { discount_code: 'FREE99' } }, 'utter_which_discount_code', undefined],
])('checks a discount code: %o', async (state, response, percent) => {
  const outcome = await stage.act('action_check_discount', state)
  expect(saidBy(outcome)).toEqual([response])
  expect(fact(outcome, 'percent')).toBe(percent)
})

test('repeats what was said last, buttons and all', async () => {
  expect(saidBy(await stage.act('action_repeat'))).toEqual(['utter_nothing_to_repeat'])
  const buttons = [{ title: 'Yes', payload: '/affirm' }]
  await record(stage.db, {
    conversation: stage.conversation,
    events: [
      { kind: 'bot-said', text: 'earlier' },
      { kind: 'customer-said', clientId: '1', text: 'hm?' },
      { kind: 'bot-said', text: 'Shall {I}?', buttons },
    ],
  })
  expect((await stage.act('action_repeat')).says).toEqual([
    { response: 'utter_repeat', facts: { said: 'Shall {I}?' }, buttons },
  ])
})
