import { expect, test } from 'vitest'
import { correctionIn } from '../../src/dialogue/correction.ts'

test.each([
  ['no, I meant the blue one', 'the blue one'],
  ['Sorry, I mean HP-10024.', 'HP-10024'],
  ['I meant to say Friday', 'Friday'],
  ['sorry, make that two', 'two'],
  ['no, it should be 5 Mill Lane', '5 Mill Lane'],
  ['not the red one but the blue one', 'the blue one'],
  ['no, the blue one', 'the blue one'],
  ['the blue one instead, please', 'the blue one'],
  ['不对，我说的是蓝色的', '蓝色的'],
  ['说错了，我是说台灯。', '台灯'],
  ['说错了，应该是两个', '两个'],
  ['不是红色的，是蓝色的', '蓝色的'],
  ['不要红的，要蓝的', '蓝的'],
  ['不对，是台灯', '台灯'],
])('%s corrects to %s', (text, corrected) => {
  expect(correctionIn(text)).toBe(corrected)
})

test.each([
  'no',
  'no, it leaks',
  'what does that mean',
  'the blue one',
  'I am not happy, where is my order?',
  "it's not working, but I like it",
  'no, thanks',
  'make it 5 Mill Lane',
  '换成蓝色的',
  '不是',
  '不要了',
  '我是张伟',
  '不是我的问题',
  '这个不是我要的',
  '应该怎么退货',
])('%s corrects nothing', (text) => {
  expect(correctionIn(text)).toBeNull()
})

test.each(['不', 'no, ', 'not a but ', '不是', 'the one '])(
  'many times %j is soon told',
  (text) => {
    expect(correctionIn(`${text.repeat(30)}\n?`)).toBeNull()
    expect(correctionIn(text.repeat(100_000))).toBeNull()
  },
)
