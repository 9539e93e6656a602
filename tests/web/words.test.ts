import { expect, test } from 'vitest'
import { fill, wordsFor } from '../../src/web/widget/words.ts'

test('both languages say everything, with the same places to fill', () => {
  const english = wordsFor('en-GB')
  const chinese = wordsFor('zh-Hans-CN')
  for (const [name, text] of Object.entries(english)) {
    const other = Object.entries(chinese).find(([key]) => key === name)?.[1]
    expect(other, name).toMatch(/[\u4e00-\u9fff]/)
    expect(other!.split('{}').length, name).toBe(text.split('{}').length)
  }
})

test('what is filled in is taken as it is', () => {
  expect(fill('{} joined', '$& {}')).toBe('$& {} joined')
})
