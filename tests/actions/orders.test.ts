import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findOrder } from '../../src/crm/orders.ts'
import { anna, tom, xiaoming } from '../people.ts'
import { fact, saidBy, type Scene, scene, type State } from './scene.ts'

let stage: Scene
beforeEach(async () => {
  stage = await scene()
})
afterEach(() => stage.remove())

const named = (order_number: string): Pick<State, 'slots' | 'named'> => ({
  slots: { order_number },
  named: { order_number },
})

describe('Looking up an order', () => {
  test.each<[string, string, State, string, string | undefined]>([
    [
      'the only open one',
      'action_order_status',
      { customer: anna.id },
      'utter_order_shipped',
      'HP-10023',
    ],
    ['a late one', 'action_order_status', { customer: tom.id }, 'utter_order_late', 'HP-10011'],
    [
      'one being packed',
      'action_order_status',
      { customer: xiaoming.id },
      'utter_order_processing',
      'HP-10042',
    ],
    [
      'the one named',
      'action_order_status',
      { customer: anna.id, ...named('hp 09987') },
      'utter_order_delivered',
      'HP-09987',
    ],
    [
      'one named earlier that is done with',
      'action_order_status',
      { customer: anna.id, slots: { order_number: 'HP-09987' } },
      'utter_order_shipped',
      'HP-10023',
    ],
    [
      'one of somebody else',
      'action_order_status',
      { customer: anna.id, ...named('HP-10011') },
      'utter_order_not_found',
      'HP-10011',
    ],
    [
      'one of nobody',
      'action_order_status',
      { customer: anna.id, ...named('HP-99999') },
      'utter_order_not_found',
      'HP-99999',
    ],
    [
      'without any order',
      'action_order_status',
      { customer: 'C-0000' },
      'utter_no_orders',
      undefined,
    ],
    ['tracking', 'action_tracking', { customer: anna.id }, 'utter_tracking', 'HP-10023'],
    [
      'tracking what has not left',
      'action_tracking',
      { customer: xiaoming.id },
      'utter_no_tracking',
      'HP-10042',
    ],
    [
      'tracking what has arrived',
      'action_tracking',
      { customer: anna.id, ...named('HP-09987') },
      'utter_tracking_no_date',
      'HP-09987',
    ],
    ['an invoice', 'action_invoice', { customer: tom.id }, 'utter_invoice', 'HP-10011'],
  ])('%s', async (_, name, state, response, number) => {
    const outcome = await stage.act(name, state)
    expect(saidBy(outcome)).toEqual([response])
    expect(fact(outcome, 'order_number')).toBe(number)
  })

  test('asks which of several, with a button each, and then goes on', async () => {
    const outcome = await stage.act('action_invoice', { customer: anna.id })
    expect(saidBy(outcome)).toEqual(['utter_which_order'])
    expect(outcome.slots).toMatchObject({ wish: 'action_invoice' })
    expect(outcome.says?.[0]?.buttons).toEqual([
      { title: 'HP-10023 · Oak Desk Lamp …', payload: '/inform{"order_number":"HP-10023"}' },
      { title: 'HP-09987 · Copper Kettle', payload: '/inform{"order_number":"HP-09987"}' },
    ])
    const then = await stage.act('action_continue', { slots: { wish: 'action_invoice' } })
    expect(then).toEqual({ followUp: 'action_invoice' })
  })

  test('takes the one that holds the product named', async () => {
    const outcome = await stage.act('action_invoice', {
      customer: anna.id,
      slots: { product: 'kettle' },
      named: { product: 'kettle' },
    })
    expect(fact(outcome, 'order_number')).toBe('HP-09987')
  })

  test.each([
    ['en', '23 November 2026', 'Oak Desk Lamp, 2 × Linen Cushion', '€138.00'],
    ['zh', '2026年11月23日', '橡木台灯、亚麻靠垫 × 2', '€138.00'],
  ])('speaks %s', async (language, expected, items, total) => {
    const outcome = await stage.act('action_order_status', { customer: anna.id, language })
    expect(outcome.says?.[0]?.facts).toMatchObject({ expected, items, total })
  })

  test('names the records it read', async () => {
    const outcome = await stage.act('action_order_status', { customer: anna.id })
    expect(outcome.reads).toEqual(['order HP-10023'])
  })

  test('lists the latest orders of the customer and of nobody else', async () => {
    const outcome = await stage.act('action_my_orders', { customer: anna.id, language: 'zh' })
    const lines = (fact(outcome, 'orders') as string).split('\n')
    expect(lines).toEqual([
      '- HP-10023，2026年11月16日，已经发出，€138.00：橡木台灯、亚麻靠垫 × 2',
      '- HP-09987，2026年11月2日，已经签收，€64.00：铜水壶',
    ])
  })
})

describe('Cancelling', () => {
  const asked = { order_number: 'HP-10042', cancel_number: 'HP-10042' }
  const answered = (cancel_confirmed: boolean, slots = asked): State => ({
    customer: xiaoming.id,
    slots: { ...slots, cancel_confirmed },
    did: ['confirm_cancel_form'],
  })

  test('asks first', async () => {
    const outcome = await stage.act('action_cancel_order', { customer: xiaoming.id })
    expect(outcome.followUp).toBe('confirm_cancel_form')
    expect(outcome.slots).toMatchObject({ cancel_number: 'HP-10042', cancel_confirmed: null })
    expect(outcome.changes).toBeUndefined()
  })

  test('the question tells what is in the order', async () => {
    const outcome = await stage.act('action_ask_confirm_cancel_form_cancel_confirmed', {
      customer: xiaoming.id,
      language: 'zh',
      slots: asked,
    })
    expect(saidBy(outcome)).toEqual(['utter_confirm_cancel'])
    expect(outcome.says?.[0]?.facts).toMatchObject({ items: '白蜡木餐椅', total: '¥1,240.00' })
  })

  test('is done after a yes', async () => {
    const outcome = await stage.act('action_cancel_order', answered(true))
    expect(saidBy(outcome)).toEqual(['utter_cancel_done'])
    expect(await findOrder(stage.db, 'HP-10042')).toMatchObject({ status: 'cancelled' })
    const again = await stage.act('action_cancel_order', {
      customer: xiaoming.id,
      ...named('HP-10042'),
    })
    expect(saidBy(again)).toEqual(['utter_cancel_already'])
  })

  test.each([
    ['after a no', answered(false), ['utter_cancel_kept']],
    ['after a yes to another order', answered(true, { ...asked, cancel_number: 'HP-10041' }), []],
    ['after a yes to something else', { ...answered(true), did: [] }, []],
  ])('is not done %s', async (_, state, said) => {
    const outcome = await stage.act('action_cancel_order', state)
    expect(saidBy(outcome)).toEqual(said)
    expect(await findOrder(stage.db, 'HP-10042')).toMatchObject({ status: 'processing' })
  })

  test.each([
    ['HP-10023', 'utter_cancel_too_late'],
    ['HP-09987', 'utter_cancel_delivered'],
  ])('is explained when it is too late: %s', async (number, response) => {
    const outcome = await stage.act('action_cancel_order', { customer: anna.id, ...named(number) })
    expect(saidBy(outcome)).toEqual([response])
    expect(outcome.changes).toBeUndefined()
  })
})

describe('Another address', () => {
  const address = '上海市静安区南京西路1266号 200040'

  test('is asked for, of the order that is still here', async () => {
    const outcome = await stage.act('action_change_address', { customer: xiaoming.id })
    expect(outcome.followUp).toBe('address_form')
    expect(outcome.slots).toMatchObject({ order_number: 'HP-10042' })
  })

  test('is written into the order', async () => {
    const outcome = await stage.act('action_change_address', {
      customer: xiaoming.id,
      slots: { order_number: 'HP-10042', address },
    })
    expect(saidBy(outcome)).toEqual(['utter_address_changed'])
    expect(outcome.slots).toMatchObject({ address: null })
    expect(await findOrder(stage.db, 'HP-10042')).toMatchObject({ address })
  })

  test('comes too late for what has left', async () => {
    const outcome = await stage.act('action_change_address', {
      customer: anna.id,
      slots: { order_number: 'HP-10023', address },
      named: { order_number: 'HP-10023' },
    })
    expect(saidBy(outcome)).toEqual(['utter_address_too_late'])
    expect(outcome.changes).toBeUndefined()
  })

  test.each([
    ['12 Elm Street, 20457 Hamburg, Germany', true],
    [address, true],
    ['12 Elm Street', false],
    ['to my office please', false],
    ['南京路', false],
    [`1 ${'long '.repeat(80)}`, false],
  ])('"%s" is whole: %s', async (said, isWhole) => {
    const outcome = await stage.act('validate_address_form', {
      customer: xiaoming.id,
      filled: { address: said },
    })
    expect(outcome.slots).toEqual({ address: isWhole ? said : null })
    expect(saidBy(outcome)).toEqual(isWhole ? [] : ['utter_invalid_address'])
  })
})
