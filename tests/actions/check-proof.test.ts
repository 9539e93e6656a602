import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { record } from '../../src/crm/log.ts'
import { anna, tom } from '../people.ts'
import { now, saidBy, type Scene, scene, type State } from './scene.ts'

const proof = (order_number: string, email: string, more: Partial<State> = {}): State => ({
  slots: { order_number, email, wish: 'action_order_status' },
  ...more,
})

const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000)

describe('A proof', () => {
  let stage: Scene
  beforeEach(async () => {
    stage = await scene()
  })
  afterEach(() => stage.remove())

  test.each([
    ['as they stand', 'HP-10023', anna.email],
    ['the number in small letters', 'hp 10023', anna.email],
    ['the number alone', '#10023', anna.email],
    ['the address in capitals, blanks around it', 'HP-10023', ` ${anna.email.toUpperCase()} `],
  ])('is accepted with the right two things: %s', async (_, number, email) => {
    const outcome = await stage.act('action_check_proof', proof(number, email))
    expect(outcome.identified).toEqual({ customer: anna.id, how: 'checked' })
    expect(outcome.followUp).toBe('action_order_status')
    expect(outcome.slots).toEqual({ wish: null })
    expect(outcome.changes).toBeUndefined()
  })

  test('fails with the same words and the same steps whichever is wrong', async () => {
    const wrong = [
      proof('HP-10023', 'somebody@example.com'),
      proof('HP-10023', tom.email),
      proof('HP-99999', anna.email),
      proof('HP-99999', 'nobody@example.com'),
    ]
    const answers = []
    for (const state of wrong) answers.push(await stage.act('action_check_proof', state))
    for (const { changes, ...answer } of answers) {
      expect(answer).toEqual({
        slots: { order_number: null, email: null },
        says: [{ response: 'utter_proof_failed' }],
        followUp: 'proof_form',
      })
      expect(changes).toHaveLength(3)
    }
  })

  test('asks for what is not there instead of guessing', async () => {
    const outcome = await stage.act('action_check_proof', { slots: { order_number: 'HP-10023' } })
    expect(outcome).toEqual({ followUp: 'proof_form' })
  })

  test('is refused after five failures in a conversation, even if it is right', async () => {
    for (let tried = 0; tried < 5; tried++) {
      const failed = await stage.act('action_check_proof', proof(`HP-2000${tried}`, anna.email))
      expect(saidBy(failed)).toEqual(['utter_proof_failed'])
    }
    const outcome = await stage.act('action_check_proof', proof('HP-10042', tom.email))
    expect(saidBy(outcome)).toEqual(['utter_proof_refused'])
    const right = await stage.act('action_check_proof', proof('HP-10023', anna.email))
    expect(saidBy(right)).toEqual(['utter_proof_refused'])
    expect(right.identified).toBeUndefined()
    expect(right.followUp).toBeUndefined()
    // Nor is anybody asked for what could not be checked.
    const wished = await stage.act('action_order_status')
    expect(saidBy(wished)).toEqual(['utter_proof_refused'])
    expect(wished.followUp).toBeUndefined()
  })

  test('is possible again an hour later', async () => {
    for (let tried = 0; tried < 5; tried++) {
      await stage.act('action_check_proof', proof('HP-20000', anna.email))
    }
    const soon = await stage.act(
      'action_check_proof',
      proof('HP-10023', anna.email, { at: later(59) }),
    )
    expect(soon.identified).toBeUndefined()
    const enough = await stage.act(
      'action_check_proof',
      proof('HP-10023', anna.email, { at: later(61) }),
    )
    expect(enough.identified).toEqual({ customer: anna.id, how: 'checked' })
  })

  test('is refused for an order, or an address, tried ten times from anywhere', async () => {
    const tried = ['order HP-10023', `email ${tom.email}`].flatMap((key) =>
      Array.from({ length: 10 }, () => ({ do: 'count-failed-proof', key }) as const),
    )
    await record(stage.db, {
      conversation: stage.conversation,
      events: [],
      at: now.toISOString(),
      changes: tried,
    })
    for (const state of [proof('HP-10023', anna.email), proof('HP-10011', tom.email)]) {
      const outcome = await stage.act('action_check_proof', state)
      expect(saidBy(outcome)).toEqual(['utter_proof_refused'])
      expect(outcome.identified).toBeUndefined()
    }
  })

  test('never makes a proven customer somebody else', async () => {
    const outcome = await stage.act(
      'action_check_proof',
      proof('HP-10011', tom.email, { customer: anna.id }),
    )
    expect(outcome.identified).toBeUndefined()
  })
})

describe('The proof form', () => {
  let stage: Scene
  beforeEach(async () => {
    stage = await scene()
  })
  afterEach(() => stage.remove())

  test.each([
    ['HP-10023', 'HP-10023'],
    ['it is hp10023 i think', 'HP-10023'],
    ['ＨＰ－１００２３', 'HP-10023'],
    // Whether it exists is not told.
    ['HP-99999', 'HP-99999'],
    ['HP-1', null],
    ['123456', null],
    ['my lamp', null],
  ])('reads the order number %s as %s', async (said, number) => {
    const outcome = await stage.act('validate_proof_form', { filled: { order_number: said } })
    expect(outcome.slots).toEqual({ order_number: number })
    expect(saidBy(outcome)).toEqual(number === null ? ['utter_invalid_order_number'] : [])
  })

  test('takes the address when it was asked for the number', async () => {
    const filled = { order_number: anna.email, email: anna.email }
    const outcome = await stage.act('validate_proof_form', { filled })
    expect(outcome).toEqual({ slots: { order_number: null, email: anna.email }, says: [] })
  })

  test('asks for both anew after a failure, though the latest message names one', async () => {
    const outcome = await stage.act('validate_proof_form', {
      did: ['proof_form', 'action_check_proof'],
      filled: { email: anna.email },
    })
    expect(outcome).toEqual({ slots: { order_number: null, email: null } })
  })

  test.each([
    ['anna.berg@example.com', 'anna.berg@example.com'],
    [' nobody@example.com ', 'nobody@example.com'],
    ['anna at example', null],
    ['@@', null],
  ])('reads the e-mail address %s as %s', async (said, email) => {
    const outcome = await stage.act('validate_proof_form', { filled: { email: said } })
    expect(outcome.slots).toEqual({ email })
  })
})
