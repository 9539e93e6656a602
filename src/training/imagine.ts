/** Messages that nobody wrote but somebody might: for teachers to answer and a net to learn from. */
import { tokenise } from '../nlp/tokens.ts'
import type { Random } from './random.ts'

/**
 * `count` texts made of the examples: the beginning of one with the end of another, usually of the
 * same intent, and some words left out.
 */
export function imagine(
  texts: readonly string[],
  labels: Int32Array,
  count: number,
  random: Random,
): string[] {
  const byLabel = new Map<number, number[]>()
  labels.forEach((label, n) => byLabel.set(label, [...(byLabel.get(label) ?? []), n]))
  const any = (length: number): number => Math.floor(random.uniform() * length)
  return Array.from({ length: count }, () => {
    const first = any(texts.length)
    const peers = byLabel.get(labels[first]!)!
    const second = random.uniform() < SAME ? peers[any(peers.length)]! : any(texts.length)
    const [head, tail] = [wordsOf(texts[first]!), wordsOf(texts[second]!)]
    const cut = random.uniform()
    const spliced =
      random.uniform() < SPLICED
        ? [
            ...head.slice(0, Math.ceil(head.length * cut)),
            ...tail.slice(Math.floor(tail.length * cut)),
          ]
        : head
    const kept = spliced.filter(() => random.uniform() >= LEFT_OUT)
    return (kept.length > 0 ? kept : spliced).join('')
  })
}

const SAME = 0.7
const SPLICED = 0.7
const LEFT_OUT = 0.1

/** The words as written, each with what stands between it and the next. */
function wordsOf(text: string): string[] {
  const tokens = tokenise(text)
  return tokens.map(({ start }, t) => text.slice(start, tokens[t + 1]?.start ?? text.length))
}
