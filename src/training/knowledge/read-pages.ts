import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Language } from '../../conversation.ts'
import type { Passage } from '../../nlp/knowledge/knowledge.ts'
import { decodeText } from '../decode-text.ts'
import type { Finding } from '../project.ts'
import { htmlSections } from './html-sections.ts'
import { markdownSections, type Section } from './markdown-sections.ts'
import { splitSection } from './split-section.ts'

const mostPages = 5_000
const largestPage = 2_000_000

/**
 * The passages of the pages in `knowledge/` of a project: Markdown and HTML, their language by front
 * matter or by a folder such as `zh/`, else `usual`. What is wrong comes back as findings.
 */
export async function readPages(
  project: string,
  usual: Language,
  findings: Finding[] = [],
): Promise<Passage[]> {
  const paths = await pagesIn(project)
  const tell = (
    severity: Finding['severity'],
    file: string,
    message: string,
    remedy: string,
    line = 1,
  ) => findings.push({ severity, file, line, column: 1, message, remedy })
  if (paths.length > mostPages) {
    tell(
      'error',
      'knowledge',
      `There are ${paths.length} pages; at most ${mostPages} are read.`,
      'Join some of them.',
    )
  }
  const passages: Omit<Passage, 'id'>[] = []
  for (const path of paths.slice(0, mostPages)) {
    const { size } = await stat(join(project, path))
    if (size > largestPage) {
      tell(
        'error',
        path,
        `The page has ${Math.ceil(size / 1e6)} MB; at most ${largestPage / 1e6} are read.`,
        'Split it.',
      )
      continue
    }
    const decoded = decodeText(await readFile(join(project, path)))
    if ('refused' in decoded) {
      tell('error', path, `${decoded.refused}.`, 'Save it as UTF-8.', decoded.line)
      continue
    }
    const page = readPage(path, decoded.text, usual, tell)
    if (page.length === 0)
      tell(
        'warning',
        path,
        'The page says nothing that could be quoted.',
        'Write some text, or remove it.',
      )
    passages.push(...page)
  }
  return passages.map((passage, id) => ({ id, ...passage }))
}

async function pagesIn(project: string): Promise<string[]> {
  const found = await readdir(join(project, 'knowledge'), { recursive: true }).catch(() => [])
  return found
    .map((path) => `knowledge/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.(?:md|markdown|html?)$/i.test(path) && !/(?:^|\/)\./.test(path))
    .sort()
}

type Tell = (
  severity: Finding['severity'],
  file: string,
  message: string,
  remedy: string,
  line?: number,
) => void

function readPage(path: string, text: string, usual: Language, tell: Tell): Omit<Passage, 'id'>[] {
  const isHtml = /\.html?$/i.test(path)
  const { matter, body, line } = isHtml
    ? { matter: {}, body: text, line: 0 }
    : frontMatter(path, text, tell)
  const page = isHtml ? htmlSections(body) : markdownSections(body)
  const title = matter['title'] ?? page.title ?? nameOf(path)
  const language = (matter['language'] ?? page.language ?? folderLanguage(path) ?? usual)
    .toLowerCase()
    .split(/[-_]/)[0]!
  const link = linkOf(matter['link'] ?? matter['url'] ?? page.link, path, tell)
  return page.sections.flatMap((section) =>
    splitSection(section).map((part) => ({
      page: path,
      line: line + section.line,
      language,
      title,
      heading: section.heading || title,
      text: part,
      ...(link && { link: withAnchor(link, section) }),
    })),
  )
}

/** `---` lines around YAML at the top of a page. */
function frontMatter(path: string, text: string, tell: Tell) {
  const found = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text)
  if (!found) return { matter: {} as Record<string, string>, body: text, line: 0 }
  const line = found[0].split('\n').length - 1
  try {
    const read: unknown = parse(found[1]!, { maxAliasCount: 10 })
    const entries = typeof read === 'object' && read !== null ? Object.entries(read) : []
    const texts = entries.filter((pair): pair is [string, string] => typeof pair[1] === 'string')
    return { matter: Object.fromEntries(texts), body: text.slice(found[0].length), line }
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error)
    tell(
      'error',
      path,
      `What stands between the --- lines is no YAML: ${why}.`,
      'Write title: … and link: ….',
    )
    return { matter: {} as Record<string, string>, body: text.slice(found[0].length), line }
  }
}

/** Only what a customer's browser can open and the widget will show. */
function linkOf(given: string | undefined, path: string, tell: Tell): string | undefined {
  if (given === undefined) return undefined
  if (/^https?:\/\//i.test(given) && URL.canParse(given)) return new URL(given).href
  tell(
    'warning',
    path,
    `The link ${given} is no address on the web; it is left out.`,
    'Write https://….',
  )
  return undefined
}

function withAnchor(link: string, { anchor }: Section): string {
  return anchor === undefined || link.includes('#') ? link : `${link}#${encodeURIComponent(anchor)}`
}

const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })

const folderLanguage = (path: string): Language | undefined =>
  path
    .split('/')
    .slice(1, -1)
    .findLast((part) => /^[a-z]{2}$/.test(part) && names.of(part) !== undefined)

/** `knowledge/en/gift-cards.md` → gift cards */
const nameOf = (path: string): string =>
  path
    .split('/')
    .at(-1)!
    .replace(/\.\w+$/, '')
    .replaceAll(/[-_]+/g, ' ')
