const address =
  /\b(?:https?:\/\/[^\s<>"'，。！？；：、）】]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})/gi

/** Text with its web and mail addresses as links. Everything is a text node; nothing else becomes a link. */
export function LinkedText({ text }: { text: string }) {
  const parts = []
  let end = 0
  for (const match of text.matchAll(address)) {
    const found = match[0].replace(/[.,;:!?)\]]+$/, '')
    const href = safeHref(found.includes('://') ? found : `mailto:${found}`)
    if (!href) continue
    parts.push(text.slice(end, match.index))
    parts.push(
      <a href={href} target="_blank" rel="noopener noreferrer">
        {found}
      </a>,
    )
    end = match.index + found.length
  }
  parts.push(text.slice(end))
  return <>{parts}</>
}

/** The address when it is one of http, https, mailto or tel, else null. */
export function safeHref(text: string): string | null {
  try {
    const { protocol, href } = new URL(text)
    return ['http:', 'https:', 'mailto:', 'tel:'].includes(protocol) ? href : null
  } catch {
    return null
  }
}
