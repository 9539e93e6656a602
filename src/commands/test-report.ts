import type { Played } from '../training/play-conversation.ts'
import type { ConversationTest } from '../training/project.ts'

export type Result = { readonly test: ConversationTest; readonly played: Played }

/** How many lines of what went before are shown. */
const mostBefore = 8

/** A failed test as a person reads it: what was said and done, then what should have come and what did. */
export function inWords({ test, played }: Result): string {
  return played.failures
    .map(({ source, expected, got }) =>
      [
        `${source.file}:${source.line} ${test.name}`,
        ...linesBefore(test, source.line).map((line) => `    ${line}`),
        `  - ${expected}`,
        `  + ${got}`,
      ].join('\n'),
    )
    .join('\n')
}

function linesBefore(test: ConversationTest, line: number): string[] {
  const lines =
    test.kind === 'story'
      ? test.steps.flatMap((step): [number, string][] => {
          const { source } = step
          if ('text' in step && step.text) return [[source.line, `customer: ${step.text}`]]
          if ('intent' in step) return [[source.line, `customer: /${step.intent}`]]
          if ('action' in step) return [[source.line, `bot: ${step.action}`]]
          if ('loop' in step) return [[source.line, `form: ${step.loop ?? 'ends'}`]]
          return []
        })
      : test.turns.flatMap(({ customer, source, expect }): [number, string][] => [
          [source.line, `customer: ${customer}`],
          ...expect.flatMap((one): [number, string][] =>
            one.expect === 'text'
              ? [[one.source.line, `bot: ${one.text}`]]
              : one.expect === 'response'
                ? [[one.source.line, `bot: ${one.response}`]]
                : [],
          ),
        ])
  const before = lines.flatMap(([at, words]) =>
    at < line || (words.startsWith('customer') && at === line) ? [words] : [],
  )
  return [...(before.length > mostBefore ? ['…'] : []), ...before.slice(-mostBefore)]
}

/** The report that build servers read. */
export function junit(results: readonly Result[], seconds: number): string {
  const failed = results.filter(({ played }) => played.failures.length > 0)
  const skipped = results.filter(({ played }) => played.skipped !== undefined)
  const cases = results.map(({ test, played }) => {
    const open = `    <testcase name="${escaped(test.name)}" classname="${escaped(test.source.file)}" file="${escaped(test.source.file)}" line="${test.source.line}"`
    const inside = [
      ...(played.skipped === undefined
        ? []
        : [`      <skipped message="${escaped(played.skipped)}"/>`]),
      ...played.failures.map(
        ({ source, after, expected, got }) =>
          `      <failure message="${escaped(`expected ${expected}, got ${got}`)}">${escaped(`${source.file}:${source.line} after "${after}"`)}</failure>`,
      ),
    ]
    return inside.length === 0 ? `${open}/>` : `${open}>\n${inside.join('\n')}\n    </testcase>`
  })
  const counts = `tests="${results.length}" failures="${failed.length}" skipped="${skipped.length}" time="${seconds.toFixed(3)}"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="parley" ${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

/** Letters that XML has another use for, or none at all. */
const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, '\ufffd')
    .replaceAll('\n', '&#10;')
