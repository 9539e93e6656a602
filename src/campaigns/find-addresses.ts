/** Web addresses in a text: what may end a sentence after one is not part of it. */
const address = /https?:\/\/[^\s<>"'“”‘’（）()，。；！？、]+/g

/** The text in pieces: every second one is a web address. */
export function findAddresses(text: string): readonly { text: string; isAddress: boolean }[] {
  const pieces: { text: string; isAddress: boolean }[] = []
  let from = 0
  for (const match of text.matchAll(address)) {
    const found = match[0].replace(/[.,:;!?]+$/, '')
    if (!URL.canParse(found)) continue
    pieces.push({ text: text.slice(from, match.index), isAddress: false })
    pieces.push({ text: found, isAddress: true })
    from = match.index + found.length
  }
  return [...pieces, { text: text.slice(from), isAddress: false }]
}

/** The address with a number, from 0; null when there are fewer. */
export const addressAt = (text: string, number: number): string | null =>
  findAddresses(text).filter(({ isAddress }) => isAddress)[number]?.text ?? null
