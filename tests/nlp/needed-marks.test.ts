import { RE2JS } from 're2js'
import { expect, test } from 'vitest'
import { hasMarks, neededMarks } from '../../src/nlp/entities/needed-marks.ts'

test.each([
  ['\\bHP[-_ ]?[0-9]{5}\\b', ['0']],
  ['#[0-9]{5}\\b', ['#', '0']],
  ['[a-z.]+@[a-z-]+(?:\\.[a-z]+)*\\.[a-z]{2,}', ['@']],
  ['\\d+', ['0']],
  ['#?\\d{3}', ['0']],
  ['a|#\\d', []],
  ['(?:a|#)\\d', ['0']],
  ['(#|x)@?\\d*[0-9]{0,3}#{0}', []],
  ['\\d{0}\\d?\\d*?x', []],
  ['[#@0-9]x', []],
  ['[]#]x\\[#', ['#']],
  ['[^]#]+[[:digit:]#]', []],
  ['\\Q#\\E', []],
  ['\\p{L}\\x{23}\\#', []],
  ['\\\\d', []],
])('%s needs %j', (pattern, marks) => {
  expect(neededMarks(pattern)).toEqual(marks)
})

const patterns = ['#?\\d{3}', '(?:a|#)\\d', '[]#]x', 'a{0,2}#', '\\d+@|x', '(\\d)?x@', '\\D\\d{1}']
const texts = ['', 'x', 'x@', '#', ']x', 'a1', '123', '#123', 'aa#', '1@', '1x@', '٣', 'x٣']

test.each(patterns)('whatever %s finds has its marks', (pattern) => {
  const marks = neededMarks(pattern)
  const found = texts.filter((text) => RE2JS.compile(pattern).matcher(text).find())
  expect(found.length).toBeGreaterThan(0)
  for (const text of found) expect(hasMarks(text, marks)).toBe(true)
})
