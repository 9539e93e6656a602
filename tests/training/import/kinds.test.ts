import { describe, expect, test } from 'vitest'
import { errorsOf, type Files, imported, linesOf } from './imported.ts'
import { rows } from './rows.ts'

describe('an import', () => {
  test.each(rows)('of $kind takes what has a counterpart and tells of the rest', async (row) => {
    const got = await imported(row.files)
    const { nlu, bot } = got.project
    expect(got.kind).toBe(row.kind)
    expect(linesOf(got).toSorted()).toEqual(row.examples.toSorted())
    const texts = Object.entries(bot.responses).map(([name, variants]) => [
      name,
      variants.map(({ text }) => text),
    ])
    expect(Object.fromEntries(texts)).toEqual(row.responses ?? {})
    const forms = Object.entries(bot.forms).map(([name, { required }]) => [name, required])
    expect(Object.fromEntries(forms)).toEqual(row.forms ?? {})
    if (row.rules) expect(bot.rules.map(({ name }) => name)).toEqual(row.rules)
    if (row.synonyms)
      expect(nlu.synonyms.map(({ text, value }) => `${text}=${value}`)).toEqual(row.synonyms)
    if (row.lookups)
      expect(nlu.lookups.map(({ name, values }) => `${name}: ${values.join(', ')}`)).toEqual(
        row.lookups,
      )
    if (row.regexes)
      expect(nlu.regexes.map(({ name, pattern }) => `${name}: ${pattern}`)).toEqual(row.regexes)
    const told = got.remarks.map(({ item, why }) => `${item} ${why}`).join('\n')
    for (const words of row.remarks ?? []) expect(told).toContain(words)
    expect(errorsOf(got)).toEqual([])
  })

  test.each<[string, Files, string]>([
    ['nothing that is known', { 'a.txt': 'hello', 'b.json': { x: 1 } }, 'NothingToImport'],
    ['nothing at all', { 'a.txt': '' }, 'NothingToImport'],
    [
      'two kinds',
      { 'a.csv': 'text,intent\nhi,greet\n', 'b.lu': '# greet\n- hi\n' },
      'SeveralKinds',
    ],
  ])('of %s says so', async (_name, files, code) => {
    await expect(imported(files)).rejects.toMatchObject({ code })
  })

  test('takes a source that names no language for what most of it is written in', async () => {
    const files = { 'a.csv': 'text,intent\n你好,greet\n再见,bye\nbye,bye\n' }
    expect(linesOf(await imported(files))[0]).toBe('zh greet: 你好')
    const old = { 'nlu.yml': 'nlu:\n- intent: greet\n  examples: |\n    - 你好\n' }
    expect(linesOf(await imported(old))).toEqual(['zh greet: 你好'])
  })

  test('takes the kind that is named of several', async () => {
    const files = { 'a.csv': 'text,intent\nhi,greet\n', 'b.lu': '# bye\n- bye\n' }
    expect(linesOf(await imported(files, 'lu'))).toEqual(['en bye: bye'])
  })

  const luis = (text: string) => ({
    luis_schema_version: '4.0.0',
    culture: 'en-us',
    utterances: [{ text, intent: 'Ask', entities: [] }],
  })

  test.each<[string, Files, string[], string]>([
    [
      'two values in one file',
      { 'a.json': JSON.stringify(luis('one')) + JSON.stringify(luis('{two}')) },
      ['en Ask: one', 'en Ask: {two}'],
      '2 JSON values stand one after another',
    ],
    [
      'a value that is broken beside one that is not',
      { 'a.json': `${JSON.stringify(luis('one'))}\n{"luis_schema_version": oops}` },
      ['en Ask: one'],
      'line 2 It is no JSON',
    ],
    [
      'a file that is cut short',
      { 'a.json': JSON.stringify(luis('one')), 'b.json': JSON.stringify(luis('two')).slice(0, -5) },
      ['en Ask: one'],
      'It is no JSON',
    ],
    [
      'a file that is no UTF-8',
      { 'a.json': JSON.stringify(luis('one')), 'b.json': Buffer.from('{"a": "\xe9"}', 'latin1') },
      ['en Ask: one'],
      'not UTF-8',
    ],
    [
      'a byte order mark',
      { 'a.json': `\uFEFF${JSON.stringify(luis('one'))}` },
      ['en Ask: one'],
      '',
    ],
    [
      'values of the wrong kind',
      {
        'a.json': {
          ...luis('one'),
          intents: 7,
          entities: [null, 3],
          closedLists: { a: 1 },
          patterns: 'x',
        },
      },
      ['en Ask: one'],
      '',
    ],
    [
      '__proto__ for a name',
      {
        'a.json': `{"luis_schema_version": "4", "culture": "en", "__proto__": {"x": 1}, "utterances": [{"text": "one", "intent": "__proto__"}]}`,
      },
      ['en proto: one'],
      '',
    ],
  ])('survives %s', async (_name, files, examples, told) => {
    const got = await imported(files)
    expect(linesOf(got)).toEqual(examples)
    expect(got.remarks.map(({ item, why }) => `${item} ${why}`).join('\n')).toContain(told)
    expect(errorsOf(got)).toEqual([])
  })
})
