import { expect, test } from 'vitest'
import { converse, mostActions, type Scene } from '../src/converse.ts'
import { hear } from '../src/dialogue/hear.ts'
import { startTracker } from '../src/dialogue/track.ts'
import { botOf, understood } from './dialogue/bot-of.ts'

const bot = botOf(`
intents: [go]
actions: [action_there, action_back_again]
rules:
- rule: go
  steps: [{intent: go}, {action: action_there}]
`)

test('actions that call each other for ever end with a person, and the log says why', async () => {
  const scene = {
    actions: {
      action_there: async () => ({ followUp: 'action_back_again' }),
      action_back_again: async () => ({ followUp: 'action_there' }),
    },
    report: () => {},
  } as unknown as Scene
  const message = { text: 'go', understanding: understood({ intent: 'go' }) }
  const { tracker } = hear(startTracker('c', bot), message, bot)
  const course = await converse(tracker, bot, scene)
  expect(course.steps).toHaveLength(mostActions)
  expect(course.handOver).toMatchObject({ reason: 'going-round-in-circles' })
  expect(course.handOver!.detail).toMatch(/^action_there → action_back_again → action_there/)
})
