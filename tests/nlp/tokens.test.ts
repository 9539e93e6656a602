import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simplify } from '../../src/nlp/simplify.ts'
import { normalise, tokenise } from '../../src/nlp/tokens.ts'

test.each<[name: string, text: string, tokens: string[]]>([
  ['words in lower case', 'Where IS my Order', ['where', 'is', 'my', 'order']],
  ['inner apostrophes stay', "where's it, 'tis", ["where's", 'it', 'tis']],
  ['a typographic apostrophe is an apostrophe', 'don’t', ["don't"]],
  ['digits apart from letters', 'HP-10023', ['hp', '10023']],
  [
    'the marks that mean something',
    'really?! 20% off: $5, €3…',
    ['really', '?', '!', '20', '%', 'off', '$', '5', '€', '3'],
  ],
  ['Chinese one character a token', '我的订单呢？', ['我', '的', '订', '单', '呢', '?']],
  ['mixed scripts', '我的order到了', ['我', '的', 'order', '到', '了']],
  ['full width is half width', 'ＨＰ１２！', ['hp', '12', '!']],
  ['accents are letters', 'café Straße', ['café', 'straße']],
  ['other scripts', 'Где мой заказ', ['где', 'мой', 'заказ']],
  ['rare characters of two units', '𠮷野家', ['𠮷', '野', '家']],
  ['emoji', 'great 😡👍', ['great', '😡', '👍']],
  ['nothing', '  \n\t …', []],
  ['lone surrogates and NUL', '\ud800a\u0000b\udc00', ['a', 'b']],
])('%s', (_, text, tokens) => {
  expect(tokenise(text).map((token) => token.text)).toEqual(tokens)
})

describe('offsets', () => {
  test('are those of the message, whatever lowering does to its length', () => {
    const text = 'İstanbul 订单 OK'
    const written = tokenise(text).map(({ start, end }) => text.slice(start, end))
    expect(written).toEqual(['İstanbul', '订', '单', 'OK'])
  })

  test('grow, do not overlap and hold the token, in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(normalise(text).length).toBe(text.length)
        let last = 0
        for (const token of tokenise(text)) {
          expect(token.start).toBeGreaterThanOrEqual(last)
          const written = normalise(text).slice(token.start, token.end)
          expect(token.kind === 'character' ? simplify(written) : written).toBe(token.text)
          last = token.end
        }
      }),
    )
  })
})

test('traditional and simplified Chinese are the same tokens, each where it stands', () => {
  const [traditional, simplified] = [
    tokenise('訂單還沒收到，退款到哪裡了 OK？'),
    tokenise('订单还没收到，退款到哪里了 OK？'),
  ]
  expect(traditional).toEqual(simplified)
  expect(tokenise('\u{20bb7}後')).toMatchObject([
    { text: '\u{20bb7}' },
    { text: '后', start: 2, end: 3 },
  ])
})
