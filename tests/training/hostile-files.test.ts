import { describe, expect, test } from 'vitest'
import { pathsOf } from '../../src/dialogue/paths.ts'
import { readFiles } from '../../src/training/read-project.ts'

const encoder = new TextEncoder()
const times = (count: number, make: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => make(n)).join('')

const findingsOf = (content: string | Uint8Array) =>
  readFiles([
    { path: 'x.yml', bytes: typeof content === 'string' ? encoder.encode(content) : content },
  ]).findings

/** Each doubles or squares what a reader without limits would do. None may keep it long, or kill it. */
const refused: [what: string, content: string | Uint8Array, reason: RegExp][] = [
  ['zero bytes', 'intents: ["\0"]\n', /NUL characters/],
  ['Latin-1', Uint8Array.from([...encoder.encode('intents: [caf'), 0xe9, 0x5d]), /not UTF-8/],
  ['anything at all', Uint8Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256), /not UTF-8/],
  [
    'a hundred megabytes on a line',
    `intents: ["${'x'.repeat(100_000_000)}"]`,
    /has 100 MB; at most 8/,
  ],
  [
    'a million intents',
    `intents:\n${times(1_000_000, (n) => `- i${n}\n`)}`,
    /has 10 MB; at most 8/,
  ],
  ['brackets fifty thousand deep', `intents: ${'['.repeat(50_000)}`, /More than 200 levels/],
  ['dashes fifty thousand deep', `intents:\n${'- '.repeat(50_000)}a`, /More than 200 levels/],
  [
    'blocks three thousand deep',
    `intents:\n${times(3000, (n) => `${' '.repeat(n)}- \n`)}`,
    /levels/i,
  ],
  [
    'aliases that multiply',
    `x0: &a0 [x, x]\n${times(30, (n) => `x${n + 1}: &a${n + 1} [*a${n}, *a${n}]\n`)}nlu: [{intent: a, metadata: *a30, examples: "- hi"}]\n`,
    /Aliases \(\*name\) are used too often/,
  ],
  [
    'aliases by the thousand',
    `x: &a [1]\nintents:\n${times(100_000, () => '- *a\n')}`,
    /Anchors, aliases \(\*name\) and tags are used too often/,
  ],
  [
    'anchors by the thousand',
    `intents:\n${times(100_000, (n) => `- &a${n} x\n`)}`,
    /Anchors, aliases/,
  ],
  ['tags by the thousand', `intents:\n${times(20_000, () => '- !foo a\n')}`, /Anchors, aliases/],
  [
    'merges that multiply',
    `b: &b {${times(2000, (n) => `k${n}: 1, `)}}\nslots:\n${times(400, (n) => `  s${n}: {<<: *b}\n`)}`,
    /Too much is merged/,
  ],
  ['a key by the thousand', times(50_000, () => 'intents: [a]\n'), /more than 100 times/],
  ['a key by the thousand on a line', `slots: {${times(50_000, () => 'a: 1, ')}}`, /characters/],
  ['items by the thousand on a line', `intents: [${','.repeat(40_000)}]`, /items stand on one/],
  ['brackets over many lines', `intents: ${times(20_000, () => '{a:\n ')}`, /More than 200 levels/],
  ['brackets and comments', `intents: ${times(20_000, () => '[ #x\n ')}`, /More than 200 levels/],
  ['colons without end', 'a: '.repeat(50_000), /characters/],
  ['two million lines', '#\n'.repeat(2_000_000), /lines/],
  ['an alias of itself', 'intents: &a [*a, *a, *a]\n', /An intent should be a name/],
  ['the same key twice', 'intents: [a]\nintents: [b]\n', /stands here a second time/],
  [
    'a name of the language itself',
    'slots: {__proto__: {type: text}}\n',
    /__proto__ cannot be used/,
  ],
  ['code', 'intents: !!python/object/apply:os.system ["ls"]\n', /Unresolved tag/],
]

/**
 * Milliseconds of the processor: what others do at the same time must not fail a test. A warm server
 * takes at most 65; a process that still compiles the parser several times as many, and what this
 * is to catch took 4,000 and more.
 */
const longest = 1500

describe('files that mean harm are refused by name', () => {
  test('without waiting for it', () => {
    for (const [what, content] of refused) {
      const began = process.cpuUsage()
      findingsOf(content)
      const { user, system } = process.cpuUsage(began)
      expect([what, (user + system) / 1000 < longest]).toEqual([what, true])
    }
  })

  test('what is large and means none is read', () => {
    const examples = times(
      20_000,
      (n) => `    - where is [HP-${n}](order)!!! & more *now*, {really}\n`,
    )
    const aliases = times(300, () => '- *a\n')
    const found = findingsOf(
      `entities: [order]\nversion: &a "3.1"\nx:\n${aliases}nlu:\n- intent: a\n  examples: |\n${examples}`,
    )
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  test.each(refused)('%s', (_, content, reason) => {
    expect(findingsOf(content).map(({ message }) => message)).toContainEqual(
      expect.stringMatching(reason),
    )
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})

describe('patterns run in linear time or not at all', () => {
  const withPattern = (pattern: string) => `entities: [a]
nlu:
- regex: a
  examples: |
    - ${pattern}
- intent: x
  examples: |
    - [1](a)
`
  test.each([['(?=x)y'], ['(a)\\1'], ['a{100000}'], ['[']])('%s is refused', (pattern) => {
    expect(findingsOf(withPattern(pattern))).toContainEqual(
      expect.objectContaining({ severity: 'error', line: 5 }),
    )
  })

  test('(a+)+$ is no danger', () => {
    const found = findingsOf(withPattern('(a+)+$'))
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})

describe('what multiplies is cut short and told of', () => {
  test('ors', () => {
    const story = `stories:\n- story: a\n  steps:\n${times(200, () => '  - or: [{intent: a}, {intent: b}]\n')}`
    expect(findingsOf(story).map(({ message }) => message)).toContainEqual(
      expect.stringContaining('more than a million ways'),
    )
  })

  test('checkpoints that many stories come back to', () => {
    const steps = [{ checkpoint: 'c' }, { intent: 'a' }, { action: 'utter_a' }, { checkpoint: 'c' }]
    const stories = Array.from({ length: 300 }, (_, n) => ({
      name: `s${n}`,
      source: { file: 'x.yml', line: n },
      steps,
    }))
    expect(pathsOf(stories).length).toBe(300 * 50)
  })
})
