import type { SearchHit } from '../../server/wire.ts'

/** Text with its marks. Everything is a text node, whatever it says. */
export function Marked({ excerpt: { text, marks } }: { excerpt: SearchHit['excerpt'] }) {
  const parts = []
  let end = 0
  for (const [from, to] of marks) {
    parts.push(text.slice(end, from), <mark>{text.slice(from, to)}</mark>)
    end = to
  }
  return (
    <bdi>
      {parts}
      {text.slice(end)}
    </bdi>
  )
}
