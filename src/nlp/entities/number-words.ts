/** Numbers in English words: "two hundred and five" → 205, "twenty-first" → 21. */

const ones: Readonly<Record<string, number>> = Object.fromEntries(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, value) => [word, value]),
)
const tens: Readonly<Record<string, number>> = Object.fromEntries(
  'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, n) => [word, 10 * (n + 2)]),
)
const groups: Readonly<Record<string, number>> = {
  dozen: 12,
  hundred: 100,
  thousand: 1000,
  million: 1e6,
  billion: 1e9,
}

const ordinals: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'
      .split(' ')
      .map((word, n) => [word, n + 1]),
  ),
  ...Object.fromEntries(
    Object.entries(tens).map(([word, value]) => [word.replace(/y$/, 'ieth'), value]),
  ),
  hundredth: 100,
  thousandth: 1000,
}

const word = [...Object.keys(tens), ...Object.keys(ones).reverse(), ...Object.keys(groups)].join(
  '|',
)
const ordinalWord = Object.keys(ordinals).join('|')

/** One to ninety-nine, for patterns that count days and the like. */
export const smallNumber = `(?:${Object.keys(tens).join('|')})(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|${Object.keys(
  ones,
)
  .slice(1)
  .reverse()
  .join('|')}`

/** A number in words, at most a dozen of them; may end in an ordinal. */
export const numberWords = `(?:a )?(?:${word}|half a million)(?:(?:[ -]| and )(?:${word})){0,12}`
export const ordinalWords = `(?:(?:${word})(?:[ -]| and )){0,12}(?:${ordinalWord})`

/**
 * The value of a run of number words, or undefined for words that make no one number, such as
 * "one two". Groups multiply what stands before them: "two hundred thousand" → 200,000.
 */
export function readNumberWords(written: string): number | undefined {
  let total = 0
  let part = 0
  // The least that the word before stood for: what follows must be smaller.
  let room = Infinity
  let hasPart = false
  for (const token of written.toLowerCase().split(/[^a-z]+/)) {
    if (token === 'and' || token === 'a' || token === '') continue
    const group = groups[token]
    if (group !== undefined) {
      if (group <= 100) {
        if (part >= 100) return undefined
        part = (hasPart ? part : 1) * group
      } else {
        total += (hasPart ? part : 1) * group
        part = 0
      }
      hasPart = group <= 100
      room = group
      continue
    }
    const value = tens[token] ?? ones[token] ?? ordinals[token]
    if (value === undefined) return undefined
    const size = value === 0 ? 1 : value < 10 ? 10 : 100
    if (hasPart && (size > room || value === 0)) return undefined
    part += value
    hasPart = true
    room = value >= 20 && value % 10 === 0 ? 10 : 1
  }
  return total + part
}
