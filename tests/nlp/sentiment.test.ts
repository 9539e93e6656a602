import { describe, expect, test } from 'vitest'
import { measureSentiment } from '../../src/nlp/sentiment.ts'
import { tokenise } from '../../src/nlp/tokens.ts'

const measure = (text: string) => measureSentiment(text, tokenise(text))

describe('upset', () => {
  test.each([
    'this is late and I am angry',
    'this is ridiculous, I have been waiting for three weeks!!',
    'WHERE IS MY ORDER, THIS IS TERRIBLE',
    'you are useless',
    'I am so fed up with this',
    'what the hell is going on',
    'absolutely unacceptable',
    'you lot are scammers',
    '😡😡 still nothing',
    '你们真是骗子',
    '太离谱了，等了三个星期还没发货',
    '垃圾客服，气死我了',
    '我要投诉你们！！',
    '服务态度恶劣',
    '忍無可忍，騙子',
    '你们 fucking 什么时候发货',
  ])('%s', (text) => {
    expect(measure(text)).toMatchObject({ isUpset: true })
    expect(measure(text).sentiment).toBeLessThan(-0.3)
  })
})

describe('calm', () => {
  test.each([
    'where is my order',
    'I want to cancel my order please',
    'I need help with a return',
    'my lamp arrived damaged',
    'HELLO, CAN I PAY BY CARD',
    'how do I stop the newsletter?',
    'my package is late',
    'I am not angry, just curious',
    '我想退货',
    '我的包裹丢了',
    '请问什么时候发货？',
    '我没生气',
    '订单有问题，帮我看看',
    'HP-10023',
  ])('%s', (text) => {
    expect(measure(text).isUpset).toBe(false)
  })
})

test.each<[text: string, sign: number]>([
  ['thank you so much, that was excellent', 1],
  ['perfect, I love it', 1],
  ['the lamp is not good', -1],
  ['not bad at all', 1],
  ['I am very disappointed', -1],
  ['非常满意，谢谢', 1],
  ['质量很好', 1],
  ['质量不好', -1],
  ['一点都不满意', -1],
  ['太棒了', 1],
  ['where is my order', 0],
  ['我的订单到哪了', 0],
  ['', 0],
])('%s feels %i', (text, sign) => {
  const { sentiment } = measure(text)
  if (sign === 0) expect(Math.abs(sentiment)).toBeLessThan(0.25)
  else expect(sentiment * sign).toBeGreaterThan(0.25)
})

test('"very" makes it worse, "a bit" better', () => {
  const plain = measure('I am disappointed').sentiment
  expect(measure('I am very disappointed').sentiment).toBeLessThan(plain)
  expect(measure('I am a bit disappointed').sentiment).toBeGreaterThan(plain)
  expect(measure('有点失望').sentiment).toBeGreaterThan(measure('非常失望').sentiment)
})

test('stays between −1 and 1', () => {
  expect(measure('terrible '.repeat(2000)).sentiment).toBeGreaterThanOrEqual(-1)
  expect(measure('完美'.repeat(2000)).sentiment).toBeLessThanOrEqual(1)
})

test('nobody felt anything in a command or in silence', () => {
  expect(measure('…')).toEqual({ sentiment: 0, anger: 0, urgency: 0, isUpset: false })
})

describe('urgent', () => {
  test.each([
    'please hurry, I need it by tomorrow',
    'urgent: stop my order before it ships today',
    'I need an answer right now',
    '急急急，今天能发货吗',
    '马上帮我取消，很急',
  ])('%s', (text) => {
    expect(measure(text).urgency).toBeGreaterThan(0.5)
  })
  test.each(['where is my order', 'how do I return a lamp', '我想退货', '谢谢，不着急'])(
    'not: %s',
    (text) => {
      expect(measure(text).urgency).toBeLessThan(0.5)
    },
  )
})

test.each([
  ['you thieves, give me my money back', 'the lamp is a little smaller than I thought'],
  ['垃圾公司，骗子', '杯子比想象的小一点'],
])('%s is angrier than %s', (angry, calm) => {
  expect(measure(angry).anger).toBeGreaterThan(0.7)
  expect(measure(calm).anger).toBeLessThan(0.3)
})

test.each([
  ['great, another delay', 'great, thank you'],
  ['thanks for losing my parcel', 'thanks for finding my parcel'],
  ['I have been on hold for an hour', 'I have been a customer for a year'],
])('%s is no praise', (complaint, other) => {
  expect(measure(complaint).sentiment).toBeLessThan(-0.25)
  expect(measure(other).sentiment).toBeGreaterThan(-0.25)
})
