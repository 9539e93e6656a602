import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { LONGEST_WORD } from '../../src/nlp/meanings.ts'

export type ChineseWord = {
  readonly word: string
  /** Its translations, explanations left out. */
  readonly english: readonly string[]
  readonly worth: number
}

const MOST_TRANSLATIONS = 12

/** The words of the dictionary that jieba has, too, by its counts, the commonest first. */
export function chineseWords(dictionary: string): ChineseWord[] {
  const entries = JSON.parse(dictionary) as { simplified: string; english: string[] }[]
  const english = new Map<string, string[]>()
  for (const { simplified, english: meant } of entries) {
    if (!/^\p{Script=Han}+$/u.test(simplified) || simplified.length > LONGEST_WORD) continue
    english.set(simplified, [...(english.get(simplified) ?? []), ...meant.flatMap(translation)])
  }
  const counts = countWords()
  let total = 0
  for (const count of counts.values()) total += count
  return [...english]
    .filter(([word, meant]) => meant.length > 0 && (counts.get(word) ?? 0) > 0)
    .sort((a, b) => counts.get(b[0])! - counts.get(a[0])! || (a[0] < b[0] ? -1 : 1))
    .map(([word, meant]) => ({
      word,
      english: meant.slice(0, MOST_TRANSLATIONS),
      worth: worthOf(counts.get(word)! / total),
    }))
}

function countWords(): Map<string, number> {
  const file = createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt')
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return new Map(lines.map((line) => line.split(' ')).map(([word, n]) => [word!, Number(n)]))
}

/** "(coll.) to refund; CL:筆|笔[bi3]" → to refund */
function translation(meant: string): string[] {
  if (/^(?:surname|(?:old )?variant of|see |abbr\.)/i.test(meant)) return []
  const text = meant.replace(/CL:.*|\[.*?\]|\(.*?\)|\p{Script=Han}+/gu, ' ').trim()
  return text ? [text] : []
}

function worthOf(share: number): number {
  return Math.max(0.5, -Math.log(share) - 4)
}
