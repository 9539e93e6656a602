import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ticketsIn, ticketsOf } from '../../src/crm/tickets.ts'
import { anna, tom } from '../people.ts'
import { fact, saidBy, type Scene, scene, type State } from './scene.ts'

let stage: Scene
beforeEach(async () => {
  stage = await scene()
})
afterEach(() => stage.remove())

const broken: State = {
  customer: anna.id,
  slots: { order_number: 'HP-09987', ticket_category: 'damaged', problem: 'The lid is cracked.' },
  did: ['problem_form'],
}

describe('A ticket about an order', () => {
  test('asks what is wrong when that was not told', async () => {
    const outcome = await stage.act('action_open_ticket', {
      customer: anna.id,
      intent: 'damaged_item',
      text: 'it is broken',
    })
    expect(outcome.followUp).toBe('problem_form')
    expect(outcome.slots).toMatchObject({
      ticket_category: 'damaged',
      problem: null,
      order_number: 'HP-09987',
    })
  })

  test('does not ask again what was told at once', async () => {
    const text = 'The copper kettle came today and its lid has a long crack'
    const outcome = await stage.act('action_open_ticket', {
      customer: anna.id,
      intent: 'damaged_item',
      text,
    })
    expect(saidBy(outcome)).toEqual(['utter_ticket_opened'])
    expect(await ticketsOf(stage.db, anna.id)).toMatchObject([
      { order: 'HP-09987', category: 'damaged', body: text },
    ])
  })

  test('keeps what was told through the proof', async () => {
    const text = 'The copper kettle came today and its lid has a long crack'
    const asked = await stage.act('action_open_ticket', { intent: 'damaged_item', text })
    expect(asked).toMatchObject({
      slots: { wish: 'action_open_ticket', ticket_category: 'damaged', problem: text },
      followUp: 'proof_form',
    })
    const outcome = await stage.act('action_open_ticket', {
      customer: anna.id,
      text: anna.email,
      slots: { ...asked.slots, order_number: 'HP-09987' },
      did: ['proof_form', 'action_check_proof'],
    })
    expect(await ticketsOf(stage.db, anna.id)).toMatchObject([{ category: 'damaged', body: text }])
    expect(outcome.slots).toMatchObject({ problem: null, ticket_category: null })
  })

  test('is opened in the words of the customer, whatever the last of them sounded like', async () => {
    const outcome = await stage.act('action_open_ticket', { ...broken, intent: 'missing_item' })
    expect(fact(outcome, 'ticket_number')).toMatch(/^T-[A-Z2-7]{6}$/)
    expect(await ticketsOf(stage.db, anna.id)).toMatchObject([
      {
        number: fact(outcome, 'ticket_number'),
        customer: anna.id,
        conversation: stage.conversation,
        order: 'HP-09987',
        category: 'damaged',
        priority: 'normal',
        body: 'The lid is cracked.',
        status: 'open',
      },
    ])
  })

  test('is urgent when the customer is upset', async () => {
    const outcome = await stage.act('action_open_ticket', { ...broken, isUpset: true })
    expect(saidBy(outcome)).toEqual(['utter_ticket_opened_urgent'])
    expect(await ticketsOf(stage.db, anna.id)).toMatchObject([{ priority: 'high' }])
  })

  test('is not opened about somebody else’s order', async () => {
    const outcome = await stage.act('action_open_ticket', { ...broken, customer: tom.id })
    expect(saidBy(outcome)).toEqual(['utter_order_not_found'])
    expect(outcome.changes).toBeUndefined()
  })
})

describe('A ticket about something else', () => {
  test('needs an address to answer to', async () => {
    const outcome = await stage.act('action_open_ticket', { intent: 'complaint', text: 'So bad!' })
    expect(outcome.followUp).toBe('contact_form')
    expect(outcome.slots).toMatchObject({ ticket_category: 'complaint', email: null })
  })

  test('of somebody unproven belongs to no customer, even with a customer’s address', async () => {
    const outcome = await stage.act('action_open_ticket', {
      slots: { ticket_category: 'account', problem: 'I cannot sign in.', email: anna.email },
      did: ['contact_form'],
    })
    expect(saidBy(outcome)).toEqual(['utter_ticket_opened'])
    expect(await ticketsOf(stage.db, anna.id)).toEqual([])
    expect(await ticketsIn(stage.db, stage.conversation)).toMatchObject([
      { customer: null, body: `I cannot sign in.\n\nAnswer to: ${anna.email}` },
    ])
  })

  test('of a proven customer needs no address', async () => {
    const outcome = await stage.act('action_open_ticket', {
      customer: anna.id,
      intent: 'payment_problem',
      text: 'I was charged twice for the same order last week and want it back',
    })
    expect(saidBy(outcome)).toEqual(['utter_ticket_opened'])
    expect(await ticketsOf(stage.db, anna.id)).toMatchObject([{ category: 'payment' }])
  })
})

test('asks nobody why they want their account deleted', async () => {
  const outcome = await stage.act('action_open_ticket', {
    customer: anna.id,
    intent: 'delete_account',
    text: 'delete my account',
  })
  expect(saidBy(outcome)).toEqual(['utter_ticket_opened'])
})

describe('The status of tickets', () => {
  test.each([
    ['en', '- T-7K2M4Q, 16 November 2026, open'],
    ['zh', '- T-7K2M4Q，2026年11月16日，处理中'],
  ])('in %s', async (language, line) => {
    const outcome = await stage.act('action_ticket_status', { customer: tom.id, language })
    expect(fact(outcome, 'tickets')).toBe(line)
  })

  test.each(['', 'what about T-7K2M4Q?'])('shows none of others: "%s"', async (text) => {
    const outcome = await stage.act('action_ticket_status', { customer: anna.id, text })
    expect(saidBy(outcome)).toEqual(['utter_no_tickets'])
  })
})
