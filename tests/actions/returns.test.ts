import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { returnsOf } from '../../src/crm/returns.ts'
import { anna, tom } from '../people.ts'
import { fact, saidBy, type Scene, scene, type State } from './scene.ts'

let stage: Scene
beforeEach(async () => {
  stage = await scene()
})
afterEach(() => stage.remove())

const complete: State = {
  customer: anna.id,
  slots: {
    order_number: 'HP-09987',
    product: 'KET-COP',
    return_reason: 'it leaks',
    return_wish: 'refund',
  },
}
/** Delivered on 5 November: open until 5 December, 11:20. */
const lastDay = new Date('2026-12-05T11:00:00.000Z')
const dayAfter = new Date('2026-12-05T12:00:00.000Z')

describe('A return', () => {
  test('begins with the only order that can be returned and its only item', async () => {
    const outcome = await stage.act('action_request_return', { customer: anna.id })
    expect(outcome.followUp).toBe('return_form')
    expect(outcome.slots).toMatchObject({ order_number: 'HP-09987', product: 'KET-COP' })
  })

  test('drops a product that was only asked about', async () => {
    const slots = { order_number: 'HP-09987', product: 'rug' }
    const outcome = await stage.act('action_request_return', { customer: anna.id, slots })
    expect(outcome).toMatchObject({ slots: { product: null }, followUp: 'return_form' })
  })

  test('of something that is in another order is about that order', async () => {
    const outcome = await stage.act('action_request_return', {
      customer: anna.id,
      slots: { product: 'lamp' },
      named: { product: 'lamp' },
    })
    expect(saidBy(outcome)).toEqual(['utter_return_not_delivered'])
    expect(fact(outcome, 'order_number')).toBe('HP-10023')
  })

  test('of something that they never ordered is not filed for something else', async () => {
    const outcome = await stage.act('action_request_return', {
      ...complete,
      slots: { ...complete.slots, product: 'rug' },
      named: { product: 'rug' },
    })
    expect(outcome).toMatchObject({ slots: { product: null }, followUp: 'return_form' })
    expect(outcome.changes).toBeUndefined()
  })

  test('is filed once all is known, and forgets what it was filled with', async () => {
    const outcome = await stage.act('action_request_return', complete)
    expect(saidBy(outcome)).toEqual(['utter_return_requested_refund'])
    expect(fact(outcome, 'return_number')).toMatch(/^R-[A-Z2-7]{6}$/)
    expect(outcome.slots).toMatchObject({ product: null, return_reason: null, return_wish: null })
    expect(await returnsOf(stage.db, anna.id)).toMatchObject([
      { order: 'HP-09987', skus: ['KET-COP'], reason: 'it leaks', wish: 'refund' },
    ])
  })

  test('has the same number when the turn is taken again, another in another turn', async () => {
    const other = await scene()
    const numbers = [
      fact(await stage.act('action_request_return', complete), 'return_number'),
      fact(await other.act('action_request_return', complete), 'return_number'),
    ]
    expect(numbers[0]).toBe(numbers[1])
    await other.remove()
    const third = await scene()
    const outcome = await third.act('action_request_return', { ...complete, turn: 'turn-2' })
    expect(fact(outcome, 'return_number')).not.toBe(numbers[0])
    await third.remove()
  })

  test('is not filed twice', async () => {
    await stage.act('action_request_return', complete)
    const again = await stage.act('action_request_return', {
      ...complete,
      named: { order_number: 'HP-09987' },
      turn: 'turn-2',
    })
    expect(saidBy(again)).toEqual(['utter_return_already'])
    const unnamed = await stage.act('action_request_return', { customer: anna.id })
    expect(saidBy(unnamed)).toEqual(['utter_nothing_to_return'])
    expect(await returnsOf(stage.db, anna.id)).toHaveLength(1)
  })

  test.each([
    ['on the last day', lastDay, 'utter_return_requested_refund'],
    ['a day later', dayAfter, 'utter_return_too_late'],
  ])('%s', async (_, at, response) => {
    const outcome = await stage.act('action_request_return', {
      ...complete,
      at,
      named: { order_number: 'HP-09987' },
    })
    expect(saidBy(outcome)).toEqual([response])
  })

  test('of what has not arrived is explained', async () => {
    const outcome = await stage.act('action_request_return', {
      ...complete,
      slots: { ...complete.slots, order_number: 'HP-10023' },
      named: { order_number: 'HP-10023' },
    })
    expect(saidBy(outcome)).toEqual(['utter_return_not_delivered'])
    expect(outcome.changes).toBeUndefined()
  })

  test('of what was ordered by somebody else is not found', async () => {
    const outcome = await stage.act('action_request_return', {
      ...complete,
      customer: tom.id,
      named: { order_number: 'HP-09987' },
    })
    expect(saidBy(outcome)).toEqual(['utter_order_not_found'])
    expect(await returnsOf(stage.db, anna.id)).toEqual([])
  })
})

describe('The return form', () => {
  const inForm = { customer: anna.id, slots: { order_number: 'HP-09987' } }

  test.each<[string, NonNullable<State['filled']>, object, string[]]>([
    ['its order', { order_number: '#09987' }, { order_number: 'HP-09987' }, []],
    [
      'a foreign order',
      { order_number: 'HP-10011' },
      { order_number: null },
      ['utter_order_not_found'],
    ],
    [
      'no order number',
      { order_number: 'my order' },
      { order_number: null },
      ['utter_invalid_order_number'],
    ],
    [
      'an order under way',
      { order_number: 'HP-10023' },
      { order_number: null },
      ['utter_return_not_delivered'],
    ],
    ['a wish', { return_wish: 'exchange' }, { return_wish: 'exchange' }, []],
    [
      'an unknown wish',
      { return_wish: 'a unicorn' },
      { return_wish: null },
      ['utter_invalid_return_wish'],
    ],
    ['an item', { product: 'the kettle' }, { product: 'KET-COP' }, []],
    ['a foreign item', { product: 'rug' }, { product: null }, ['utter_item_not_in_order']],
    ['a reason', { return_reason: ' it leaks ' }, { return_reason: 'it leaks' }, []],
  ])('with %s', async (_, filled, slots, said) => {
    const outcome = await stage.act('validate_return_form', { ...inForm, filled })
    expect(outcome.slots).toMatchObject(slots)
    expect(saidBy(outcome)).toEqual(said)
  })

  test.each([
    ['its own', 'HP-09987', 'HP-09987', []],
    ['one under way', 'HP-10023', null, ['utter_return_not_delivered']],
    ['one of somebody else', 'HP-10011', null, ['utter_order_not_found']],
  ])('takes %s that is named for no reason and no item', async (_, named, number, said) => {
    const text = `sorry, it is from ${named}`
    const outcome = await stage.act('validate_return_form', {
      customer: anna.id,
      slots: { order_number: 'HP-09987' },
      text,
      named: { order_number: named },
      filled: { order_number: named, product: text, return_reason: text },
    })
    expect(outcome.slots).toEqual({ order_number: number, product: null, return_reason: null })
    expect(saidBy(outcome)).toEqual(said)
  })

  test('forgets an item that the other order does not hold', async () => {
    const outcome = await stage.act('validate_return_form', {
      customer: anna.id,
      slots: { order_number: 'HP-10023', product: 'LMP-OAK' },
      filled: { order_number: 'HP-09987' },
    })
    expect(outcome.slots).toMatchObject({ order_number: 'HP-09987', product: null })
  })

  test('ends, and looks at nothing, for somebody unproven', async () => {
    const outcome = await stage.act('validate_return_form', {
      slots: inForm.slots,
      filled: { order_number: 'HP-09987' },
    })
    expect(outcome).toEqual({ slots: { requested_slot: null } })
  })

  test('asks with a button for each item', async () => {
    const outcome = await stage.act('action_ask_return_form_product', {
      ...inForm,
      slots: { order_number: 'HP-10023' },
      language: 'zh',
    })
    expect(outcome.says?.[0]?.buttons).toEqual([
      { title: '橡木台灯', payload: '/inform{"product":"LMP-OAK"}' },
      { title: '亚麻靠垫', payload: '/inform{"product":"CUS-LIN"}' },
    ])
  })
})

describe('A refund', () => {
  test('of which there is none', async () => {
    const outcome = await stage.act('action_refund_status', { customer: tom.id })
    expect(saidBy(outcome)).toEqual(['utter_no_refund'])
  })

  test.each(['refund', 'exchange'])('that was asked for as %s', async (return_wish) => {
    await stage.act('action_request_return', {
      ...complete,
      slots: { ...complete.slots, return_wish },
    })
    const outcome = await stage.act('action_refund_status', { customer: anna.id, language: 'zh' })
    expect(saidBy(outcome)).toEqual([`utter_${return_wish}_requested`])
    expect(fact(outcome, 'requested')).toBe('2026年11月20日')
  })
})
