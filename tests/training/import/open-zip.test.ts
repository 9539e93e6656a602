import { describe, expect, test } from 'vitest'
import { Problem } from '../../../src/problem.ts'
import { openZip } from '../../../src/training/import/open-zip.ts'
import { type ZipEntry, zipOf } from './zip-of.ts'

const codeOf = (bytes: Buffer): Promise<string> =>
  openZip(bytes, 'bot.zip').then(
    (files) => `opened ${files.length}`,
    (error: unknown) => (error instanceof Problem ? error.code : `bug: ${String(error)}`),
  )

const file = (name: string, more: Partial<ZipEntry> = {}): ZipEntry => ({
  name,
  content: 'x',
  ...more,
})

const zeros = Buffer.alloc(21_000_000)

describe('an archive', () => {
  test('gives its files, not its folders', async () => {
    const bytes = zipOf([{ name: 'intents/' }, file('intents/greet.json', { content: '{"é": 1}' })])
    const files = await openZip(bytes, 'bot.zip')
    expect(files.map(({ path }) => path)).toEqual(['intents/greet.json'])
    expect(Buffer.from(files[0]!.bytes).toString()).toBe('{"é": 1}')
  })

  test.each<[string, string, Buffer]>([
    ['a file that unpacks to too much', 'ZipBomb', zipOf([file('a', { content: zeros })])],
    ['one that says it is small', 'ZipBomb', zipOf([file('a', { content: zeros, says: 10 })])],
    [
      'many that unpack to too much together',
      'ZipBomb',
      zipOf(
        Array.from({ length: 6 }, (_, n) =>
          file(`a${n}`, { content: zeros.subarray(0, 19_000_000) }),
        ),
      ),
    ],
    ['an archive within', 'ZipNested', zipOf([file('a.json', { content: zipOf([file('b')]) })])],
    [
      'files that share their bytes',
      'ZipOverlap',
      zipOf([
        file('a', { content: zeros.subarray(0, 1_000_000) }),
        file('b', { content: zeros.subarray(0, 1_000_000), sharedWith: 0 }),
      ]),
    ],
    ['more entries than are read', 'ZipTooMany', zipOf([file('a')], 60_000)],
    ['a file outside', 'ZipPath', zipOf([file('../a')])],
    ['a file outside, deep within', 'ZipPath', zipOf([file('a/b/../../../c')])],
    ['a file outside, as Windows writes it', 'ZipPath', zipOf([file('..\\a')])],
    ['an absolute path', 'ZipPath', zipOf([file('/etc/a')])],
    ['an absolute path of Windows', 'ZipPath', zipOf([file('C:/a')])],
    ["a server's path of Windows", 'ZipPath', zipOf([file('//server/a')])],
    ['a control character', 'ZipPath', zipOf([file('a\u0001b')])],
    ['an empty part', 'ZipPath', zipOf([file('a//b')])],
    ['a device of Windows', 'ZipPath', zipOf([file('intents/CON.json')])],
    ['another device', 'ZipPath', zipOf([file('lpt1')])],
    ['a name that ends in a dot', 'ZipPath', zipOf([file('a./b')])],
    ['a stream of a file', 'ZipPath', zipOf([file('a.json:b')])],
    ['a link', 'ZipLink', zipOf([file('a', { mode: 0o120777, content: '/etc/passwd' })])],
    ['a pipe', 'ZipLink', zipOf([file('a', { mode: 0o010644 })])],
    ['names that differ in case', 'ZipNameClash', zipOf([file('Greet.json'), file('greet.JSON')])],
    ['names that differ in how é is written', 'ZipNameClash', zipOf([file('é'), file('e\u0301')])],
    ['the same name twice', 'ZipNameClash', zipOf([file('a'), file('a')])],
    ['a file that is a folder too', 'ZipNameClash', zipOf([file('a'), { name: 'a/' }])],
    ['a password', 'ZipEncrypted', zipOf([file('a', { flags: 1 })])],
    ['half of itself', 'ZipBroken', zipOf([file('a')]).subarray(0, 30)],
    [
      'bytes that are changed',
      'ZipBroken',
      changed(zipOf([file('a', { content: 'x'.repeat(1000) })])),
    ],
    ['nothing but the mark', 'ZipBroken', Buffer.from('PK\x03\x04')],
  ])('with %s is refused', async (_name, code, bytes) => {
    expect(await codeOf(bytes)).toBe(code)
  })
})

function changed(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  copy[33] = copy[33]! ^ 0xff
  return copy
}
