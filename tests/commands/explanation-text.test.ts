import { expect, test } from 'vitest'
import { explanationText } from '../../src/commands/explanation-text.ts'
import type { Understanding } from '../../src/conversation.ts'

const clause = (name: string, start: number, end: number) => ({
  start,
  end,
  intent: { name, confidence: 0.9 },
  ranking: [{ name, confidence: 0.9 }],
  entities: [],
})
const understanding: Understanding = {
  language: 'en',
  intent: { name: 'cancel_order', confidence: 0.6 },
  ranking: [{ name: 'cancel_order', confidence: 0.6 }],
  entities: [],
  sentiment: 0,
  isUpset: false,
}

test('wishes are listed in their order where there are several, and nowhere else', () => {
  const clauses = [clause('cancel_order', 0, 15), clause('refund_status', 20, 38)]
  const text = explanationText({ ...understanding, clauses }, [], [])
  expect(text).toContain(
    'several wishes, each answered\n   90.0 %  cancel_order at 0–15\n   90.0 %  refund_status at 20–38\n',
  )
  expect(explanationText(understanding, [], [])).not.toContain('wishes')
})
