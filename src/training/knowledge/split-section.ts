import type { Section } from './markdown-sections.ts'

/** A quote longer than this is read by nobody (letters). */
const longest = 700

/** A section as passages: whole blocks together while they are short enough to be quoted. */
export function splitSection({ blocks }: Section): string[] {
  const passages: string[] = []
  let now = ''
  for (const block of blocks.flatMap((one) => (one.length > longest ? sentences(one) : [one]))) {
    const joined = now === '' ? block : `${now}\n\n${block}`
    if (now !== '' && joined.length > longest) {
      passages.push(now)
      now = block
    } else now = joined
  }
  return now === '' ? passages : [...passages, now]
}

/** A long block in pieces that end with a sentence or a line, each as long as may be. */
function sentences(block: string): string[] {
  const pieces: string[] = []
  let now = ''
  for (const sentence of block.match(
    /[^.!?。！？\n]+(?:[.!?。！？]+(?=\s|$|[^\w])|\n|$)|[.!?。！？\n]+/gu,
  ) ?? [block]) {
    for (const part of sentence.match(new RegExp(`[\\s\\S]{1,${longest}}`, 'gu')) ?? []) {
      if (now !== '' && now.length + part.length > longest) {
        pieces.push(now.trim())
        now = ''
      }
      now += part
    }
  }
  return [...pieces, now.trim()].filter((piece) => piece !== '')
}
