import type { Item } from './activity.ts'

/**
 * The conversation with one more item; the very same array when it has it already. The order is
 * the server's. Places in the queue replace each other.
 */
export function tell(items: readonly Item[], item: Item): readonly Item[] {
  if (items.some(({ key }) => key === item.key)) return items
  return [...(isPlace(item) && isPlace(items.at(-1)) ? items.slice(0, -1) : items), item]
}

/** Who has the conversation, by the latest note: an agent's name, '' for the queue, null the bot. */
export function holder(items: readonly Item[]): string | null {
  const note = items.findLast(({ from }) => from === 'note')
  return isPlace(note) ? '' : note?.text === 'joined' ? note.name : null
}

const isPlace = (item: Item | undefined) =>
  item?.from === 'note' && (item.text === 'queued' || item.text === 'soon')
