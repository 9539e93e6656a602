/** Texts with how they feel, from any `.csv` or `.jsonl` with the columns text, label and, it may be, split. */
import { readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import Papa from 'papaparse'

export type FeltText = {
  readonly text: string
  readonly label: string
  readonly split: 'train' | 'test'
  /** What it was written about or taken from, where the set tells. */
  readonly source: string
  /** How sure those were who labelled it, 0 to 1. */
  readonly confidence: number
}

/** A set without a split has only a test part: nothing may be trained on it. */
export function readFelt(folder: string): FeltText[] {
  return readdirSync(folder)
    .filter((name) => /\.(?:csv|jsonl)$/.test(name))
    .sort()
    .flatMap((name) => readRows(join(folder, name)).map((row) => toFelt(row, name)))
    .filter(({ text, label }) => text.trim() !== '' && label !== '')
}

type Row = Readonly<Record<string, string | undefined>>

function readRows(path: string): readonly Row[] {
  const text = readFileSync(path, 'utf8')
  if (path.endsWith('.csv')) {
    return Papa.parse<Row>(text, { header: true, skipEmptyLines: true }).data
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => JSON.parse(line) as Row)
}

function toFelt(row: Row, file: string): FeltText {
  const split = row['split'] ?? /(?:^|\.)train\./.exec(basename(file))?.[0]
  return {
    text: row['text'] ?? row['sentence'] ?? row['review'] ?? '',
    label: String(row['label'] ?? row['sentiment'] ?? ''),
    split: split?.includes('train') ? 'train' : 'test',
    source: row['source'] ?? '',
    confidence: Number(row['confidence'] ?? 1) || 1,
  }
}
