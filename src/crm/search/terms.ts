/** Text → the terms by which it is found, the same on both engines. */

/** `text.slice(start, end)` is as written; `word` is simplified and holds letters and digits only. */
export type Term = { readonly word: string; readonly start: number; readonly end: number }

/**
 * "Café HP-10023" → cafe · hp · 10023, and 我要退货 → 我要 · 要退 · 退货 · 货: in scripts written
 * without blanks every character begins a pair, so that any two that stand together are found, and
 * the last stands alone, so that one character is found as the beginning of a term.
 */
export function termsOf(text: string): Term[] {
  const terms: Term[] = []
  for (const { 0: run, 1: unspaced, index } of text.matchAll(runs)) {
    if (unspaced === undefined) {
      terms.push({ word: simple(run), start: index, end: index + run.length })
    } else {
      addPairs(terms, run, index)
    }
  }
  return terms
}

/** Whether a word is of a script written without blanks. */
export const isUnspaced = (word: string): boolean => unspacedOnly.test(word)

const unspacedClass = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u30fc'
const unspacedOnly = new RegExp(`^[${unspacedClass}]+$`, 'u')
const runs = new RegExp(
  `([${unspacedClass}]+)|(?:(?![${unspacedClass}])[\\p{L}\\p{N}\\p{M}])+`,
  'gu',
)

/** Longer ones are no words; what they begin with is enough to find them. */
const LONGEST = 40

function simple(run: string): string {
  const plain = ascii.test(run)
    ? run
    : run
        .normalize('NFKD')
        .replace(/[\u0300-\u036f]/g, '')
        .normalize('NFKC')
        .replace(/[^\p{L}\p{N}\p{M}]/gu, '')
  return plain.toLowerCase().slice(0, LONGEST)
}

const ascii = /^[0-9A-Za-z]+$/

function addPairs(terms: Term[], run: string, from: number): void {
  const characters = Array.from(run)
  let start = from
  for (const [i, character] of characters.entries()) {
    const next = characters[i + 1] ?? ''
    const word = (character + next).normalize('NFKC')
    terms.push({ word, start, end: start + character.length + next.length })
    start += character.length
  }
}
