import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actions } from '../../src/actions/actions.ts'
import { findOrder } from '../../src/crm/orders.ts'
import { anna, tom } from '../people.ts'
import { type Scene, scene, type State } from './scene.ts'

/** What only Anna may see of Anna, her order HP-10023 among it. */
const hers = [
  'Anna',
  'Berg',
  anna.email,
  anna.id,
  'Lindenweg',
  'Berlin',
  'JD014600010023',
  'DHL',
  'Linen Cushion',
  '亚麻靠垫',
  '138.00',
  'HP-09987',
  'Copper Kettle',
]

/** Everything that a stranger can bring into the slots, her order's number included. */
const crafted: Record<string, string | boolean> = {
  order_number: 'HP-10023',
  email: 'stranger@example.com',
  address: '1 Thief Lane, 12345 Nowhere, Germany',
  return_reason: 'changed my mind',
  return_wish: 'refund',
  problem: 'it is broken',
  ticket_category: 'damaged',
  cancel_number: 'HP-10023',
  cancel_confirmed: true,
}

const ways: readonly [string, State][] = [
  ['asked for at once', { named: { order_number: 'HP-10023' } }],
  ['said earlier', {}],
  ['after a form', { did: ['confirm_cancel_form', 'problem_form', 'return_form'] }],
  ['as what a form fills', { filled: { ...crafted } }],
  ['in Chinese', { language: 'zh', named: { order_number: 'HP-10023' } }],
]

const names = Object.keys(actions)

describe('What belongs to Anna', () => {
  let stage: Scene
  beforeAll(async () => {
    stage = await scene()
  })
  afterAll(() => stage.remove())

  describe.each([
    ['an anonymous visitor', null],
    ['another customer', tom.id],
  ])('is not shown to %s', (_, customer) => {
    test.each(names.flatMap((name) => ways.map(([way, state]) => [name, way, state] as const)))(
      '%s, %s',
      async (name, _way, state) => {
        const before = await findOrder(stage.db, 'HP-10023')
        const outcome = await stage.act(name, { slots: crafted, ...state, customer })
        // Slots and `reads` too: for a stranger nothing of hers is even looked at.
        const told = JSON.stringify(outcome)
        for (const secret of hers) expect(told).not.toContain(secret)
        expect(outcome.reads ?? []).not.toContain('order HP-10023')
        expect(outcome.identified).toBeUndefined()
        for (const change of outcome.changes ?? [])
          expect(change).not.toHaveProperty('order', 'HP-10023')
        expect(await findOrder(stage.db, 'HP-10023')).toEqual(before)
      },
    )
  })

  // With a form behind it nobody proves anything: action_check_proof is tested by itself.
  test.each(
    names
      .filter((name) => name !== 'action_check_proof')
      .flatMap((name) => ways.map(([way, state]) => [name, way, state] as const)),
  )('cannot be told from what does not exist: %s, %s', async (name, _way, state) => {
    const tell = async (number: string) => {
      const bring = { ...crafted, order_number: number, cancel_number: number }
      const outcome = await stage.act(name, {
        ...state,
        customer: tom.id,
        slots: bring,
        ...(state.named ? { named: { order_number: number } } : {}),
        ...(state.filled ? { filled: bring } : {}),
      })
      // A ticket has a new number each time.
      return JSON.stringify(outcome)
        .replaceAll(number, 'HP-#')
        .replaceAll(/T-[A-Z2-7]{6}/g, 'T-#')
    }
    expect(await tell('HP-10023')).toBe(await tell('HP-99999'))
  })

  test('is shown to Anna', async () => {
    const outcome = await stage.act('action_order_status', {
      customer: anna.id,
      slots: { order_number: 'HP-10023' },
    })
    const told = JSON.stringify(outcome)
    for (const fact of ['JD014600010023', 'DHL', 'Linen Cushion']) expect(told).toContain(fact)
  })
})

describe('An anonymous visitor', () => {
  let stage: Scene
  beforeAll(async () => {
    stage = await scene()
  })
  afterAll(() => stage.remove())

  test.each([
    'action_order_status',
    'action_tracking',
    'action_my_orders',
    'action_invoice',
    'action_cancel_order',
    'action_change_address',
    'action_request_return',
    'action_refund_status',
    'action_ticket_status',
  ])('is asked for proof before %s, which goes on afterwards', async (name) => {
    const outcome = await stage.act(name)
    expect(outcome).toEqual({ slots: { wish: name }, followUp: 'proof_form' })
  })

  test.each(['damaged_item', 'missing_item', 'wrong_item', 'warranty_claim'])(
    'is asked for proof before a ticket about %s',
    async (intent) => {
      const outcome = await stage.act('action_open_ticket', { intent })
      expect(outcome).toMatchObject({
        slots: { wish: 'action_open_ticket' },
        followUp: 'proof_form',
      })
    },
  )

  test.each([
    ['action_product_price', 'Oak Desk Lamp', 'utter_product_price'],
    ['action_check_stock', 'Copper Kettle', 'utter_product_stock'],
    ['action_product_info', '餐椅', 'utter_product_info'],
  ])('may ask %s about %s', async (name, product, response) => {
    const outcome = await stage.act(name, { slots: { product } })
    expect(outcome.says?.[0]?.response).toBe(response)
  })
})
