import { type Random, startRandom } from '../../src/training/random.ts'

/**
 * The text with one edit in about one word in ten, in one of four of those two: a letter left out,
 * doubled, changed for another, or changed places with the next. The same seed, the same typos.
 */
export function mistype(text: string, random: Random = startRandom(1)): string {
  return text.replace(/\p{L}{2,}/gu, (word) => {
    if (random.uniform() >= 0.1) return word
    const once = edit(word, random)
    return random.uniform() < 0.25 ? edit(once, random) : once
  })
}

const letters = 'abcdefghijklmnopqrstuvwxyz'

function edit(word: string, random: Random): string {
  const at = Math.floor(random.uniform() * word.length)
  const letter = word.charAt(at)
  switch (Math.floor(random.uniform() * 4)) {
    case 0:
      return word.slice(0, at) + word.slice(at + 1)
    case 1:
      return word.slice(0, at) + letter + word.slice(at)
    case 2:
      return (
        word.slice(0, at) + letters.charAt(Math.floor(random.uniform() * 26)) + word.slice(at + 1)
      )
    default:
      return word.slice(0, at) + word.charAt(at + 1) + letter + word.slice(at + 2)
  }
}
