import { type ComponentChild, h } from 'preact'
import type { Item, Note } from './activity.ts'
import { type Mark, safeLink } from './markdown.ts'
import { fill, type Words } from './words.ts'

/** One bubble: who says it, the words, and for the customer's own what became of it. */
export function messageView(
  item: Item,
  words: Words,
  isFirst: boolean,
  status: ComponentChild,
  isFailed = false,
) {
  const { key, from, name, text, clientId } = item
  if (from === 'note')
    return (
      <li key={key} class="note">
        {fill(words[text as Note], name)}
      </li>
    )
  const picture = safeLink(item.picture)
  return (
    <li
      key={clientId || key}
      class={`${from} ${isFailed ? 'failed' : ''} ${isFirst ? 'first' : ''}`}
    >
      <span class={isFirst && from !== 'customer' ? 'sender' : 'hidden'}>
        {name || words[from === 'customer' ? from : 'bot']}
      </span>
      <div class="bubble" dir="auto" title={new Date(item.at).toLocaleString()}>
        {item.marks.map(show)}
        {/* Not loaded unasked: whoever has the picture would learn who reads. */}
        {picture && show({ tag: 'a', href: picture, children: [picture] })}
      </div>
      {status && <span class="status">{status}</span>}
    </li>
  )
}

const show = (mark: Mark): ComponentChild =>
  typeof mark === 'string'
    ? mark
    : h(
        mark.tag,
        mark.href ? { href: mark.href, target: '_blank', rel: 'noopener noreferrer' } : null,
        ...mark.children.map(show),
      )
