/** How far each word of a message pushed the likeliest intent, by taking it away. */
import { FEATURE_ROWS, type FeatureSpace, type Hashed, pairRow } from './features.ts'
import { type Net, activate, addRow, logit } from './net.ts'
import type { Token } from './tokens.ts'

/**
 * Exact occlusion: the log-probability of `ranking[0]` among the ranked intents, less the same
 * of the message without the token. Only the rows that a token touches are counted anew.
 */
export function occlude(
  tokens: readonly Token[],
  hashed: Hashed,
  space: FeatureSpace,
  net: Net,
  ranking: readonly number[],
): number[] {
  const words = startGroup(space.wordIdf, net, wordTimes)
  const pieces = startGroup(space.pieceIdf, net, pieceTimes)
  for (let i = 0; i < hashed.wordCount; i++) count(words, hashed.words[i]!, 1)
  for (let i = 0; i < hashed.pieceCount; i++) count(pieces, hashed.pieces[i]!, 1)
  const whole = score(words, pieces, net, ranking)
  const size = tokens.length
  const pushes = tokens.map((_, t) => {
    const kept = [keep(words), keep(pieces)] as const
    count(words, hashed.words[t]!, -1)
    count(words, hashed.words[size + t]!, -1)
    count(words, hashed.words[size + t + 1]!, -1)
    count(words, pairRow(tokens[t - 1], tokens[t + 1]), 1)
    const from = t === 0 ? 0 : hashed.pieceEnds[t - 1]!
    for (let i = from; i < hashed.pieceEnds[t]!; i++) count(pieces, hashed.pieces[i]!, -1)
    const push = whole - score(words, pieces, net, ranking)
    restore(words, kept[0])
    restore(pieces, kept[1])
    return push
  })
  for (let i = 0; i < hashed.wordCount; i++) wordTimes[hashed.words[i]!] = 0
  for (let i = 0; i < hashed.pieceCount; i++) pieceTimes[hashed.pieces[i]!] = 0
  return pushes
}

/** All 0 between two calls: quicker than a map of the few rows that a message has. */
const wordTimes = new Int32Array(FEATURE_ROWS)
const pieceTimes = new Int32Array(FEATURE_ROWS)

/** One group of features, not yet of unit length. */
type Group = {
  readonly net: Net
  readonly idf: Float32Array
  /** How often the message has each row. */
  readonly times: Int32Array
  /** Σ valueᵢ·Eᵢ */
  sums: Float32Array
  /** Σ valueᵢ² */
  squares: number
  /** Rows counted since the last keep, each with how often it was there before. */
  journal: number[]
}

type Kept = { readonly sums: Float32Array; readonly squares: number }

function startGroup(idf: Float32Array, net: Net, times: Int32Array): Group {
  return { net, idf, times, sums: new Float32Array(net.hidden), squares: 0, journal: [] }
}

function count(group: Group, row: number, by: number): void {
  const before = group.times[row]!
  const after = before + by
  group.times[row] = after
  group.journal.push(row, before)
  const idf = group.idf[row]!
  const old = weight(before) * idf
  const now = weight(after) * idf
  group.squares += now * now - old * old
  addRow(group.net, row, now - old, group.sums)
}

const weight = (times: number): number =>
  times <= 0 ? 0 : times === 1 ? 1 : 1 + Math.log(times)

function keep(group: Group): Kept {
  group.journal = []
  return { sums: group.sums.slice(), squares: group.squares }
}

function restore(group: Group, kept: Kept): void {
  const { journal, times } = group
  for (let i = journal.length - 2; i >= 0; i -= 2) times[journal[i]!] = journal[i + 1]!
  group.sums = kept.sums
  group.squares = kept.squares
}

/** Rounding leaves a little of what was taken away. */
const NOTHING = 1e-6

function score(words: Group, pieces: Group, net: Net, ranking: readonly number[]): number {
  const isBoth = words.squares > NOTHING && pieces.squares > NOTHING
  const z = Float32Array.from(net.bias)
  for (const { sums, squares } of [words, pieces]) {
    if (squares <= NOTHING) continue
    const scale = (isBoth ? Math.SQRT1_2 : 1) / Math.sqrt(squares)
    for (let j = 0; j < z.length; j++) z[j]! += scale * sums[j]!
  }
  activate(z, z)
  const logits = ranking.map((intent) => logit(net, z, intent))
  const most = Math.max(...logits)
  const sum = logits.reduce((total, value) => total + Math.exp(value - most), 0)
  return logits[0]! - most - Math.log(sum)
}
