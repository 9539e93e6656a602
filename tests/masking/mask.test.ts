import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findPrivate } from '../../src/masking/find-private.ts'
import { mask, maskAll } from '../../src/masking/mask.ts'

// Numbers that no one has: test cards of the schemes, sample IBANs, made-up ids with right checks.
test.each([
  ['a card', 'my card is 4111 1111 1111 1111, exp 12/27', 'my card is [card], exp 12/27'],
  ['a card at once', 'pay with 5555555555554444 please', 'pay with [card] please'],
  ['with hyphens', '3782-822463-10005', '[card]'],
  ['digit by digit', '4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 is it', '[card] is it'],
  [
    'full-width, right after a Chinese word',
    '卡号４１１１１１１１１１１１１１１１谢谢',
    '卡号[card]谢谢',
  ],
  ['in Arabic digits', 'card ٤١١١١١١١١١١١١١١١', 'card [card]'],
  ['with its code', '6222021234567890128 cvv 123', '[card] cvv [card]'],
  ['a Chinese card', '银行卡6222 0212 3456 7890 128', '银行卡[card]'],
  ['over two lines', '4111 1111\n1111 1111', '[card]'],
  ['an IBAN', 'to DE89 3704 0044 0532 0130 00 please', 'to [iban] please'],
  ['an IBAN at once', 'GB82WEST12345698765432', '[iban]'],
  ['a Chinese id', '我的身份证是11010519491231002X', '我的身份证是[national-id]'],
  ['a Chinese id, spaced', '身份证号 110105 19491231 002X', '身份证号 [national-id]'],
  ['a US number', 'SSN 536-22-8726.', 'SSN [national-id].'],
  ['a UK number', 'my NI is AB 12 34 56 C', 'my NI is [national-id]'],
  ['a Spanish number', 'DNI 12345678Z', 'DNI [national-id]'],
  ['a French number', 'sécu 2 95 10 99 126 111 93', 'sécu [national-id]'],
  ['an Italian number', 'CF RSSMRA85T10A562S', 'CF [national-id]'],
  ['a Finnish number', '131052-308T', '[national-id]'],
  ['a phone', 'call me on +49 30 901820 tomorrow', 'call me on [phone] tomorrow'],
  ['with the zero', 'or +44 (0)20 7946 0958', 'or [phone]'],
  ['a Chinese mobile', '手机13812345678，谢谢', '手机[phone]，谢谢'],
  ['spaced', '138 1234 5678', '[phone]'],
  ['a Chinese landline', '电话 010-62345678', '电话 [phone]'],
  ['an American phone', '(212) 736-5000', '[phone]'],
  ['an e-mail', 'write to anna.berg@example.com!', 'write to [email]!'],
  ['an e-mail in Chinese', '邮箱是anna@example.com谢谢', '邮箱是[email]谢谢'],
  ['full-width', 'anna＠example．com', '[email]'],
  ['spelt out', 'anna (at) example (dot) com', '[email]'],
  ['a key', 'sk-live_0123456789abcdefghij', '[key]'],
  ['a password', 'my password is hunter2!', 'my password is [key]'],
  ['a password in Chinese', '密码：abc12345', '密码：[key]'],
])('%s', (_name, text, masked) => {
  expect(mask(text)).toBe(masked)
})

test.each([
  'where is my order HP-10023?',
  '订单号 4111111111111111 到哪了',
  'order number 4111 1111 1111 1111',
  'tracking JD014627252793',
  '#20481234567',
  'I ordered on 2026-11-26 at 12:30, 2 lamps for €138.00',
  '我11月26日买的，一共1288元',
  'it measures 120 x 60 x 75 cm',
  'my password does not work',
  'I forgot my pin',
  'room 1201, floor 12',
  '10115 Berlin, Lindenweg 8',
])('nothing private in: %s', (text) => {
  expect(mask(text)).toBe(text)
})

test('what is split over messages is masked in each', () => {
  expect(maskAll(['my card: 4111 1111', '1111 1111', 'thanks'])).toEqual([
    'my card: [card]',
    '[card]',
    'thanks',
  ])
})

describe('any text', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...Array.from('0123456789 -+()@.\nx卡号４٤𝟜\u200b')) }),
  )

  test('is masked without an error, and findings grow and lie in it', () => {
    fc.assert(
      fc.property(text, (given) => {
        let at = 0
        for (const { start, end } of findPrivate(given)) {
          expect(start).toBeGreaterThanOrEqual(at)
          expect(end).toBeGreaterThan(start)
          at = end
        }
        expect(at).toBeLessThanOrEqual(given.length)
      }),
      { numRuns: 2000 },
    )
  })

  test('keeps what is not masked, and the number of messages', () => {
    fc.assert(
      fc.property(fc.array(text), (given) => {
        expect(maskAll(given)).toHaveLength(given.length)
      }),
    )
  })
})
