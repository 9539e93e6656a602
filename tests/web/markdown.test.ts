import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Mark, plain, readMarkdown, safeLink } from '../../src/web/widget/markdown.ts'

/** `p(strong(bold) and a[https://…](link))` */
function sketch(marks: readonly Mark[]): string {
  return marks
    .map((mark) =>
      typeof mark === 'string'
        ? mark
        : `${mark.tag}${mark.href ? `[${mark.href}]` : ''}(${sketch(mark.children)})`,
    )
    .join('')
}

test.each([
  ['plain words', 'p(plain words)'],
  ['two\nlines', 'p(two\nlines)'],
  ['two\n\nparagraphs', 'p(two)p(paragraphs)'],
  ['**bold** and *italics* and _these_', 'p(strong(bold) and em(italics) and em(these))'],
  ['**bold with *italics* in it**', 'p(**bold with em(italics) in it**)'],
  ['`**code**`', 'p(code(**code**))'],
  ['这是**重点**内容', 'p(这是strong(重点)内容)'],
  ['2*3*4 and snake_case_name', 'p(2*3*4 and snake_case_name)'],
  ['- one\n- two', 'ul(li(one)li(two))'],
  ['1. one\n2) two', 'ol(li(one)li(two))'],
  ['so:\n- one\nend', 'p(so:)ul(li(one))p(end)'],
  ['```\na **b**\n\n- c\n```\nend', 'pre(a **b**\n\n- c\n)p(end)'],
  ['[here](https://example.com/a)', 'p(a[https://example.com/a](here))'],
  ['[mail](mailto:a@example.com)', 'p(a[mailto:a@example.com](mail))'],
  ['[call](tel:+4930123)', 'p(a[tel:+4930123](call))'],
  [
    'see https://example.com/a?b=1.',
    'p(see a[https://example.com/a?b=1](https://example.com/a?b=1).)',
  ],
  ['见 https://example.com/a。好', 'p(见 a[https://example.com/a](https://example.com/a)。好)'],
  ['[x](javascript:alert(1))', 'p([x](javascript:alert(1)))'],
  ['[x](data:text/html,hi)', 'p([x](data:text/html,hi))'],
  ['[x](/relative)', 'p([x](/relative))'],
  ['<b>not bold</b>', 'p(<b>not bold</b>)'],
  ['', ''],
])('%j is %s', (text, expected) => {
  expect(sketch(readMarkdown(text))).toBe(expected)
})

test.each([
  ['https://example.com', 'https://example.com/'],
  ['HTTP://EXAMPLE.com/A', 'http://example.com/A'],
  ['javascript:alert(1)', ''],
  ['\u0001javascript:alert(1)', ''],
  ['java\nscript:alert(1)', ''],
  ['  vbscript:x', ''],
  ['//example.com', ''],
  ['blob:https://example.com/1', ''],
  ['', ''],
])('the link %j leads to %j', (link, expected) => {
  expect(safeLink(link)).toBe(expected)
})

describe('whatever the text', () => {
  const nasty = fc.string({
    unit: fc.constantFrom(...'*_`[]()- \n1.ahttps://#!'.split(''), '**', '```', '](', '字'),
    maxLength: 400,
  })

  test('no letter or figure is lost, and every link is safe', () => {
    const letters = (text: string) => text.replace(/[^a-z0-9字]/g, '')
    const links = (marks: readonly Mark[]): string[] =>
      marks.flatMap((mark) =>
        typeof mark === 'string' ? [] : [mark.href ?? '', ...links(mark.children)],
      )
    fc.assert(
      fc.property(nasty, (text) => {
        const marks = readMarkdown(text)
        const shown = letters(plain(marks))
        // Only a link's target, a list's number and a fence's language may go.
        if (!/\]\(|\d|```/.test(text)) expect(shown).toBe(letters(text))
        for (const link of links(marks).filter(Boolean)) expect(safeLink(link)).toBe(link)
      }),
      { numRuns: 2_000 },
    )
  })

  test.each(['[', '**', '`', '*a ', '[a](', '_', 'https://', '- ', '```\n', '1'])(
    'a long run of %j takes no long time',
    (piece) => {
      const text = piece.repeat(60_000 / piece.length)
      expect(plain(readMarkdown(text)).length).toBeGreaterThanOrEqual(0)
    },
    2_000,
  )
})
