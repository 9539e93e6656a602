import { Parser } from 'htmlparser2'
import type { PageSections } from './markdown-sections.ts'

/** What is on a page but not of it. */
const passedOver = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'nav',
  'header',
  'footer',
  'aside',
  'form',
  'svg',
  'iframe',
  'button',
  'select',
])
const blocks = new Set([
  'p',
  'li',
  'td',
  'th',
  'tr',
  'dt',
  'dd',
  'div',
  'section',
  'article',
  'main',
  'ul',
  'ol',
  'table',
  'blockquote',
  'pre',
  'br',
  'figcaption',
])

/** The sections of an HTML page, as Markdown: paragraphs, lists, links, bold. */
export function htmlSections(html: string): PageSections {
  const sections: { heading: string; anchor?: string; blocks: string[]; line: number }[] = []
  let trail: { depth: number; text: string }[] = []
  const meta: { title?: string; language?: string; link?: string; h1?: string } = {}
  let text = ''
  let textLine = 1
  let list: string[] = []
  let hidden = 0
  let inHead = ''
  let heading: { depth: number; id: string | undefined } | null = null
  let href: string | undefined
  const lines: number[] = [0]
  for (let at = html.indexOf('\n'); at >= 0; at = html.indexOf('\n', at + 1)) lines.push(at)
  const lineAt = (offset: number): number => {
    const next = lines.findIndex((at) => at > offset)
    return next < 0 ? lines.length : next
  }
  const section = () => {
    if (sections.length === 0) sections.push({ heading: '', blocks: [], line: textLine })
    return sections.at(-1)!
  }
  const take = (): string => {
    const words = text.replace(/\s+/g, ' ').trim()
    text = ''
    return words
  }
  const endList = (): void => {
    if (list.length > 0) section().blocks.push(list.join('\n'))
    list = []
  }
  const endBlock = (isItem: boolean): void => {
    const words = take()
    if (words === '') return
    if (isItem) list.push(`- ${words}`)
    else {
      endList()
      section().blocks.push(words)
    }
  }
  const open: string[] = []
  const parser: Parser = new Parser(
    {
      onopentag(name, attributes) {
        open.push(name)
        if (passedOver.has(name)) hidden++
        if (name === 'html' && attributes['lang']) meta.language = attributes['lang']
        if (name === 'link' && attributes['rel'] === 'canonical' && attributes['href'])
          meta.link = attributes['href']
        if (name === 'title') inHead = 'title'
        if (hidden > 0) return
        const depth = /^h([1-6])$/.exec(name)?.[1]
        if (depth) {
          endBlock(false)
          endList()
          heading = { depth: Number(depth), id: attributes['id'] }
        } else if (blocks.has(name)) endBlock(open.includes('li') && name !== 'li')
        if (name === 'a' && /^https?:\/\//i.test(attributes['href'] ?? '')) {
          href = attributes['href']
          text += '['
        }
        if (name === 'b' || name === 'strong') text += '**'
      },
      ontext(words) {
        if (inHead === 'title') meta.title = (meta.title ?? '') + words
        else if (hidden === 0 && !open.includes('head')) {
          if (text.trim() === '') textLine = lineAt(parser.startIndex)
          text += words
        }
      },
      onclosetag(name) {
        open.splice(open.lastIndexOf(name), 1)
        if (name === 'title') inHead = ''
        if (passedOver.has(name)) hidden--
        if (hidden > 0) return
        if (name === 'a' && href) {
          text += `](${href})`
          href = undefined
        }
        if (name === 'b' || name === 'strong') text += '**'
        if (heading && /^h[1-6]$/.test(name)) {
          const words = take()
          if (heading.depth === 1 && meta.h1 === undefined && sections.length === 0) meta.h1 = words
          else if (words !== '') {
            const { depth, id } = heading
            trail = [...trail.filter((one) => one.depth < depth), { depth, text: words }]
            sections.push({
              heading: trail.map((one) => one.text).join(' › '),
              blocks: [],
              line: textLine,
              ...(id && { anchor: id }),
            })
          }
          heading = null
        } else if (blocks.has(name)) {
          endBlock(name === 'li' || open.includes('li'))
          if (name === 'ul' || name === 'ol') endList()
        }
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.write(html)
  parser.end()
  endBlock(false)
  endList()
  const title = meta.h1 ?? meta.title?.trim()
  return {
    ...(title && { title }),
    ...(meta.language && { language: meta.language }),
    ...(meta.link && { link: meta.link }),
    sections: sections.filter((one) => one.blocks.length > 0),
  }
}
