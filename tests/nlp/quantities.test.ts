import { describe, expect, test } from 'vitest'
import { noEntities, readyEntities } from '../../src/nlp/entities/entity-model.ts'
import { findEntities } from '../../src/nlp/entities/find-entities.ts'
import { readNumberWords } from '../../src/nlp/entities/number-words.ts'
import { readZhNumber } from '../../src/nlp/entities/zh-numbers.ts'
import { tokenise } from '../../src/nlp/tokens.ts'

const now = new Date('2026-03-18T10:00:00Z')
const model = readyEntities(noEntities)

function found(text: string) {
  const language = /\p{Script=Han}/u.test(text) ? 'zh' : 'en'
  return findEntities({ text, language, now }, tokenise(text), model).map((e) => [
    e.entity,
    text.slice(e.start, e.end),
    e.value,
  ])
}

test.each([
  ['zero', 0],
  ['seven', 7],
  ['nineteen', 19],
  ['twenty', 20],
  ['twenty-one', 21],
  ['one hundred', 100],
  ['a hundred', 100],
  ['two hundred and five', 205],
  ['three thousand four hundred', 3400],
  ['twelve hundred', 1200],
  ['two hundred thousand and one', 200_001],
  ['one million two hundred thousand', 1_200_000],
  ['two dozen', 24],
  ['twenty-first', 21],
  ['hundred and third', 103],
  ['one two', undefined],
  ['twenty thirty', undefined],
])('%s is %s', (written, value) => {
  expect(readNumberWords(written)).toBe(value)
})

test.each([
  ['零', 0],
  ['十', 10],
  ['十二', 12],
  ['二十', 20],
  ['两百零五', 205],
  ['兩百零五', 205],
  ['一百二十', 120],
  ['一百二', 120],
  ['三千五', 3500],
  ['三千零五', 3005],
  ['三万五', 35_000],
  ['三万零五百', 30_500],
  ['十二万', 120_000],
  ['一亿两千万', 120_000_000],
  ['3万', 30_000],
  ['3.5万', 35_000],
  ['一点五', 1.5],
  ['二〇二六', 2026],
  ['十百', undefined],
])('%s is %s', (written, value) => {
  expect(readZhNumber(written)).toBe(value)
})

describe('in messages', () => {
  const money = (amount: number, currency: string) => ({ amount, currency })
  test.each<[text: string, ...entities: unknown[][]]>([
    // Numbers
    ['two hundred and five chairs', ['number', 'two hundred and five', 205]],
    ['I want one', ['number', 'one', 1]],
    ['this one, not that one'],
    ['我要两百零五个杯子', ['number', '两百零五', 205]],
    ['一共三万五', ['number', '三万五', 35_000]],
    ['要３个', ['number', '３', 3]],
    ['十分满意'],
    ['一样的一下'],
    // Which one
    ['the third chair', ['ordinal', 'third', 3]],
    ['my 21st order', ['ordinal', '21st', 21]],
    ['the twenty-first one', ['ordinal', 'twenty-first', 21]],
    ['第三个', ['ordinal', '第三', 3]],
    ['第12个', ['ordinal', '第12', 12]],
    // Money
    ['twenty-five dollars', ['money', 'twenty-five dollars', money(25, 'USD')]],
    ['two pounds and fifty pence', ['money', 'two pounds and fifty pence', money(2.5, 'GBP')]],
    ['a hundred euros', ['money', 'a hundred euros', money(100, 'EUR')]],
    ['一百二十块五', ['money', '一百二十块五', money(120.5, 'CNY')]],
    ['三块二毛五', ['money', '三块二毛五', money(3.25, 'CNY')]],
    ['五毛钱', ['money', '五毛钱', money(0.5, 'CNY')]],
    ['两百美元', ['money', '两百美元', money(200, 'USD')]],
    ['三万五千块', ['money', '三万五千块', money(35_000, 'CNY')]],
    ['20块5', ['money', '20块5', money(20.5, 'CNY')]],
    // Shares
    ['twenty percent', ['percentage', 'twenty percent', 20]],
    ['百分之二十', ['percentage', '百分之二十', 20]],
    ['百分之12.5', ['percentage', '百分之12.5', 12.5]],
    // Lengths of time
    ['for 3 days', ['duration', '3 days', 'P3D']],
    ['it took two and a half hours', ['duration', 'two and a half hours', 'PT2H30M']],
    ['2 hours and 30 minutes', ['duration', '2 hours and 30 minutes', 'PT2H30M']],
    ['half an hour', ['duration', 'half an hour', 'PT30M']],
    ['a couple of weeks', ['duration', 'a couple of weeks', 'P2W']],
    ['三天内', ['duration', '三天', 'P3D']],
    ['三个半小时', ['duration', '三个半小时', 'PT3H30M']],
    ['两小时三十分钟', ['duration', '两小时三十分钟', 'PT2H30M']],
    ['半年', ['duration', '半年', 'P6M']],
    ['两年保修', ['duration', '两年', 'P2Y']],
    // Times of the day
    ['at 3pm', ['time', '3pm', '15:00']],
    ['at 3:30 p.m.', ['time', '3:30 p.m.', '15:30']],
    ['at 15:30', ['time', '15:30', '15:30']],
    ['at half past three', ['time', 'half past three', '03:30']],
    ['quarter to five', ['time', 'quarter to five', '04:45']],
    ["seven o'clock", ['time', "seven o'clock", '07:00']],
    ['nine in the morning', ['time', 'nine in the morning', '09:00']],
    ['at noon', ['time', 'noon', '12:00']],
    ['12 am', ['time', '12 am', '00:00']],
    ['下午三点半', ['time', '下午三点半', '15:30']],
    ['上午十点', ['time', '上午十点', '10:00']],
    ['晚上8点20分', ['time', '晚上8点20分', '20:20']],
    ['差十分三点', ['time', '差十分三点', '02:50']],
    ['三点一刻', ['time', '三点一刻', '03:15']],
    ['一点都不好'],
    // Addresses
    [
      '221b Baker Street, London NW1 6XE',
      ['street', '221b Baker Street', '221b Baker Street'],
      ['city', 'London', 'London'],
      ['postcode', 'NW1 6XE', 'NW1 6XE'],
    ],
    ['zip code 90210', ['postcode', '90210', '90210']],
    [
      '寄到浙江省杭州市西湖区文三路100号',
      ['province', '浙江省', '浙江省'],
      ['city', '杭州市', '杭州市'],
      ['district', '西湖区', '西湖区'],
      ['road', '文三路', '文三路'],
      ['house_number', '100号', '100号'],
    ],
    [
      '上海市浦东新区世纪大道88号12栋501室',
      ['city', '上海市', '上海市'],
      ['district', '浦东新区', '浦东新区'],
      ['road', '世纪大道', '世纪大道'],
      ['house_number', '88号12栋501室', '88号12栋501室'],
    ],
    ['邮编310000', ['postcode', '310000', '310000']],
    ['这个城市的市场'],
  ])('%s', (text, ...entities) => {
    expect(found(text)).toEqual(entities.filter((entity) => entity !== undefined))
  })
})

test.each([
  'twenty ',
  'one hundred and ',
  '一百二十块',
  '三点',
  '差十分',
  '市区路',
  '12 mill lane ',
  '1小时',
  'a couple of ',
  '省市',
  '上个月',
  'quarter to ',
])('64 KB of %s costs no more than its length', (unit) => {
  const text = unit.repeat(Math.ceil(65_536 / unit.length))
  expect(found(text).length).toBeGreaterThanOrEqual(0)
})
