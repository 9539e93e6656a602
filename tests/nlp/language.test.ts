import { expect, test } from 'vitest'
import { detectLanguage } from '../../src/nlp/language.ts'
import { tokenise } from '../../src/nlp/tokens.ts'

test.each<[text: string, locale: string | undefined, language: string]>([
  ['where is my order', undefined, 'en'],
  ['where is my order', 'zh-CN', 'en'],
  ['我的订单呢', 'en-GB', 'zh'],
  ['我的订单 HP-10023 到哪了', undefined, 'zh'],
  ['我想退这个 desk lamp', undefined, 'zh'],
  ['HP-10023', 'zh-CN', 'zh'],
  ['jane@example.com', 'zh-CN', 'zh'],
  ['www.example.com', 'zh', 'zh'],
  ['ok', 'zh-CN', 'zh'],
  ['ok', undefined, 'en'],
  ['12345', undefined, 'en'],
  ['12345', 'zh_CN', 'zh'],
  ['ご注文はどこですか', undefined, 'ja'],
  ['где мой заказ', undefined, 'ru'],
  ['내 주문 어디 있어요', undefined, 'ko'],
  ['wo ist mein Päckchen', undefined, 'de'],
  ['wo ist mein Paket', 'de-AT', 'de'],
  ['', undefined, 'en'],
])('%s at %s is %s', (text, locale, language) => {
  expect(detectLanguage(text, tokenise(text), ['en', 'zh', 'de'], locale)).toBe(language)
})
