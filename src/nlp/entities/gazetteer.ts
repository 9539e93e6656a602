/**
 * What words and values were annotated as in the examples: no list of answers but evidence for the
 * tagger, counted in training without the example at hand, so that it learns how far to trust it.
 */
import { hashPair, hashWord } from './tagger-hash.ts'
import type { TaggerToken } from './tagger-tokens.ts'

/** By hash: pairs of a label and how often it was that; label 0 is none, others count from 1. */
export type Counts = Map<number, number[]>

export type Gazetteer = { readonly words: Counts; readonly values: Counts }

/** What of a gazetteer the tagger asks. */
export type Evidence = {
  readonly words: Pick<Counts, 'get'>
  readonly values: Pick<Counts, 'get' | 'size'>
}

/** Values of more tokens are not looked for. */
export const LONGEST_VALUE = 7

/** Lists of evidence by token, overwritten by the next call. */
export function gather(tokens: readonly TaggerToken[], gazetteer: Evidence): readonly number[][] {
  while (lists.length < tokens.length) lists.push([])
  for (let t = 0; t < tokens.length; t++) {
    lists[t]!.length = 0
    addWord(lists[t]!, gazetteer.words.get(hashWord(tokens[t]!.text)))
  }
  if (gazetteer.values.size > 0) addValues(tokens, gazetteer.values)
  return lists
}

const lists: number[][] = []

const UNSEEN = 1
const OFTEN = 2
const AT_TIMES = 5
const VALUE = 6

/** One number for a kind of evidence and its label. */
const code = (kind: number, label: number): number => label * 32 + kind

/** A word that was nearly always the same thing, with how often it was seen; else the few it was. */
function addWord(list: number[], counts: readonly number[] | undefined): void {
  let all = 0
  if (counts) for (let i = 1; i < counts.length; i += 2) all += counts[i]!
  if (!counts || all <= 0) {
    list.push(code(UNSEEN, 0))
    return
  }
  const size = all === 1 ? 0 : all < 4 ? 1 : 2
  for (let i = 0; i < counts.length; i += 2) {
    const share = counts[i + 1]! / all
    if (share >= 0.8) list.push(code(OFTEN + size, counts[i]!))
    else if (share >= 0.2) list.push(code(AT_TIMES, counts[i]!))
  }
}

function addValues(tokens: readonly TaggerToken[], values: Evidence['values']): void {
  for (let t = 0; t < tokens.length; t++) {
    let hash = 0
    const most = Math.min(tokens.length, t + LONGEST_VALUE)
    for (let end = t; end < most; end++) {
      hash = hashPair(hash, hashWord(tokens[end]!.text))
      const counts = values.get(hash)
      if (!counts) continue
      const size = Math.min(end - t, 2)
      for (let i = 0; i < counts.length; i += 2) {
        if (counts[i + 1]! <= 0) continue
        for (let at = t; at <= end; at++) {
          const place = (at === t ? 1 : 0) + (at === end ? 2 : 0)
          lists[at]!.push(code(VALUE + size * 4 + place, counts[i]!))
        }
      }
    }
  }
}

/** Counts tokens and values of one example in, or with −1 out again. */
export function countIn(
  gazetteer: Gazetteer,
  tokens: readonly TaggerToken[],
  gold: Uint16Array,
  by: 1 | -1,
): void {
  for (let t = 0; t < tokens.length; t++) {
    add(gazetteer.words, hashWord(tokens[t]!.text), labelOf(gold[t]!), by)
    if (gold[t] === 0 || gold[t]! % 2 === 0) continue
    let hash = 0
    let end = t
    do hash = hashPair(hash, hashWord(tokens[end++]!.text))
    while (end < tokens.length && gold[end] === gold[t]! + 1)
    if (end - t <= LONGEST_VALUE) add(gazetteer.values, hash, labelOf(gold[t]!), by)
  }
}

/** 0 of no label; both tags of a label give the same. */
function labelOf(tag: number): number {
  return (tag + 1) >> 1
}

function add(counts: Counts, hash: number, label: number, by: number): void {
  const list = counts.get(hash)
  if (!list) {
    counts.set(hash, [label, by])
    return
  }
  for (let i = 0; i < list.length; i += 2) {
    if (list[i] === label) {
      list[i + 1]! += by
      return
    }
  }
  list.push(label, by)
}

/** As numbers for a file: hash, label, count, one after another, in order. */
export function packCounts(counts: Counts): Uint32Array {
  const packed: number[] = []
  for (const hash of [...counts.keys()].sort((a, b) => a - b)) {
    const list = counts.get(hash)!
    for (let i = 0; i < list.length; i += 2) packed.push(hash >>> 0, list[i]!, list[i + 1]!)
  }
  return Uint32Array.from(packed)
}

export function unpackCounts(packed: Uint32Array): Counts {
  const counts: Counts = new Map()
  for (let i = 0; i + 2 < packed.length; i += 3) {
    add(counts, packed[i]! | 0, packed[i + 1]!, packed[i + 2]!)
  }
  return counts
}
