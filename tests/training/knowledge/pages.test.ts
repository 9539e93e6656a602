import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readPages } from '../../../src/training/knowledge/read-pages.ts'
import type { Finding } from '../../../src/training/project.ts'

async function pagesOf(files: Readonly<Record<string, string | Buffer>>) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-pages-'))
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), content)
    }
    const findings: Finding[] = []
    const passages = await readPages(folder, 'en', findings)
    const short = passages.map(({ line, language, title, heading, text, link = '' }) =>
      [line, language, title, heading, text, link].join(' | '),
    )
    return {
      short,
      told: findings.map(({ file, line, severity }) => `${severity} ${file}:${line}`),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('pages of knowledge', () => {
  test.each<[string, Record<string, string | Buffer>, string[], string[]]>([
    [
      'by heading, with those above it',
      {
        'knowledge/a.md':
          '# Care\n\nIn general.\n\n## Wood\n\nOil it.\n\n### Stains\n\nSand it.\n\n## Wool\n- air\n- brush\n',
      },
      [
        '3 | en | Care | Care | In general. | ',
        '5 | en | Care | Wood | Oil it. | ',
        '9 | en | Care | Wood › Stains | Sand it. | ',
        '13 | en | Care | Wool | - air\n- brush | ',
      ],
      [],
    ],
    [
      'with their language, title and link in front',
      {
        'knowledge/a.md':
          '---\ntitle: 护理\nlanguage: zh-CN\nlink: https://shop.test/care\n---\n## 木头 {#wood}\n上油。\n',
      },
      ['6 | zh | 护理 | 木头 | 上油。 | https://shop.test/care#wood'],
      [],
    ],
    [
      'in the language of their folder',
      { 'knowledge/zh/gift-cards.md': '礼品卡三年有效。' },
      ['1 | zh | gift cards | gift cards | 礼品卡三年有效。 | '],
      [],
    ],
    [
      'of HTML, without what is around them',
      {
        'knowledge/p.html':
          '<html lang="zh"><head><title>t</title><style>p{}</style><link rel="canonical" href="https://shop.test/p"></head><body><nav>menu</nav><h1>Title</h1><p>One\n <b>two</b> <a href="https://a.test">x</a>&amp;</p><h2 id="s">Sub</h2><ul><li>a<li><p>b</p></ul><script>alert(1)</script><p>end</p></body></html>',
      },
      [
        '1 | zh | Title | Title | One **two** [x](https://a.test)& | https://shop.test/p',
        '2 | zh | Title | Sub | - a\n- b\n\nend | https://shop.test/p#s',
      ],
      [],
    ],
    [
      'not what is code or hidden',
      { 'knowledge/a.md': '```\n# no heading\n```\n<script>x</script>\n\ntext' },
      ['1 | en | a | a | ```\n# no heading\n```\n\ntext | '],
      [],
    ],
    [
      'elsewhere are none',
      { 'a.md': '# x\n\ny', 'knowledge/a.txt': 'x', 'knowledge/.hidden/a.md': 'x' },
      [],
      [],
    ],
    [
      'that say nothing are told of',
      { 'knowledge/a.md': '# only a title\n' },
      [],
      ['warning knowledge/a.md:1'],
    ],
    [
      'with a broken front are told of',
      { 'knowledge/a.md': '---\na: [\n---\ntext' },
      ['4 | en | a | a | text | '],
      ['error knowledge/a.md:1'],
    ],
    [
      'that are no UTF-8 are told of',
      { 'knowledge/a.md': Buffer.from('ok\n\xe9', 'latin1') },
      [],
      ['error knowledge/a.md:2'],
    ],
    [
      'with a link that is none of the web keep silent of it',
      { 'knowledge/a.md': '---\nlink: javascript:alert(1)\n---\ntext' },
      ['4 | en | a | a | text | '],
      ['warning knowledge/a.md:1'],
    ],
  ])('%s', async (_name, files, expected, findings) => {
    const { short, told } = await pagesOf(files)
    expect(short).toEqual(expected)
    expect(told).toEqual(findings)
  })

  test('a long section is quoted in pieces that end with a sentence', async () => {
    const sentence = 'This is a sentence of forty-six letters, it is. '
    const { short } = await pagesOf({
      'knowledge/a.md': `# T\n\n${sentence.repeat(40)}\n\nShort.\n`,
    })
    expect(short.length).toBeGreaterThan(2)
    for (const line of short) expect(line.split(' | ')[4]).toMatch(/^(This|Short).*(is|Short)\.$/s)
    expect(short.join('').match(/forty-six/g)).toHaveLength(40)
  })
})
