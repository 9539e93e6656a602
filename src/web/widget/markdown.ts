/** A safe little tree: nothing in it but these elements, and text. */
export type Mark =
  string | { readonly tag: Tag; readonly href?: string; readonly children: readonly Mark[] }

export type Tag = 'p' | 'ul' | 'ol' | 'li' | 'pre' | 'code' | 'strong' | 'em' | 'a'

/** Paragraphs, lists, code, bold, italics and links; everything else stays the text it is. */
export function readMarkdown(markdown: string): Mark[] {
  const marks: Mark[] = []
  let open: { tag: Tag; children: Mark[] } | undefined
  let isCode = false
  /** Goes on with the last element when it is of that kind. */
  const add = (tag: Tag, ...children: readonly Mark[]) => {
    if (open?.tag === tag) open.children.push(...children)
    else marks.push((open = { tag, children: [...children] }))
  }
  for (const line of markdown.split(/\r?\n/)) {
    const item = /^\s{0,8}(?:[-*•]|\d{1,9}([.)]))\s+(\S.*)$/.exec(line)
    const isFence = line.startsWith('```')
    if (isFence) isCode = !isCode
    if (isFence || !(isCode || line.trim())) open = undefined
    else if (isCode) add('pre', line + '\n')
    else if (item) add(item[1] ? 'ol' : 'ul', { tag: 'li', children: inline(item[2]!) })
    else add('p', ...(open?.tag === 'p' ? ['\n'] : []), ...inline(line))
  }
  return marks
}

// Every repeat is bounded, so that no text takes more than linear time.
const spans =
  /`([^`]{1,999})`|\*\*([^*]{1,999})\*\*|([*_])([^\s*_][^*_]{0,999})\3(?!\w)|\[([^[\]]{1,999})\]\(([^\s()]{1,1999})\)|https?:\/\/[^\s<>"“”，。；！？（）、】》]{1,1999}/g

function inline(text: string): Mark[] {
  const marks: Mark[] = []
  let from = 0
  for (const { 0: all, 1: code, 2: bold, 4: italic, 5: label, 6: target, index } of text.matchAll(
    spans,
  )) {
    // 2*3*4 and snake_case_names are not emphasis.
    if (italic && /\w/.test(text[index - 1] ?? '')) continue
    const bare = all.replace(/[.,:;!?'")\]*_]+$/, '')
    const href = code || bold || italic ? '' : safeLink(target ?? bare)
    const shown = href && !label ? bare : all
    marks.push(text.slice(from, index))
    if (code) marks.push({ tag: 'code', children: [code] })
    else if (bold) marks.push({ tag: 'strong', children: inline(bold) })
    else if (italic) marks.push({ tag: 'em', children: inline(italic) })
    else marks.push(href ? { tag: 'a', href, children: [label ?? bare] } : all)
    from = index + shown.length
  }
  return [...marks, text.slice(from)].filter(Boolean)
}

/** The words alone, as they are read out. */
export const plain = (marks: readonly Mark[]): string =>
  marks.map((mark) => (typeof mark === 'string' ? mark : `${plain(mark.children)} `)).join('')

/** The link as the browser will read it; '' unless it is http, https, mailto or tel. */
export function safeLink(link: string): string {
  try {
    const { protocol, href } = new URL(link)
    return /^(https?|mailto|tel):$/.test(protocol) ? href : ''
  } catch {
    return ''
  }
}
