/** Words and phrases as a tree over tokens: a look costs the same however many there are. */
import type { Token } from './tokens.ts'

export type WordTree<V> = { readonly next: Map<string, WordTree<V>>; value?: V }

export function emptyTree<V>(): WordTree<V> {
  return { next: new Map() }
}

/** The node of these tokens, made where it is missing. */
export function plant<V>(root: WordTree<V>, tokens: readonly Token[]): WordTree<V> {
  let node = root
  for (const { text } of tokens) {
    let next = node.next.get(text)
    if (!next) node.next.set(text, (next = emptyTree()))
    node = next
  }
  return node
}

/** The longest planted phrase that begins at token `at`: its value and how many tokens it has. */
export function longestAt<V>(
  root: WordTree<V>,
  tokens: readonly Token[],
  at: number,
): { value: V; length: number } | undefined {
  let node: WordTree<V> | undefined = root
  let best: { value: V; length: number } | undefined
  for (let end = at; end < tokens.length; end++) {
    node = node.next.get(tokens[end]!.text)
    if (!node) break
    if (node.value !== undefined) best = { value: node.value, length: end + 1 - at }
  }
  return best
}
