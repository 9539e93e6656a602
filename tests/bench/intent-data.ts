/** Labelled messages from `train.jsonl`, `zh-CN.test.csv` and the like. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import type { Example } from '../../src/training/project.ts'

export type Labelled = { readonly text: string; readonly intent: string }

export type Parts = {
  readonly train: readonly Labelled[]
  readonly test: readonly Labelled[]
  readonly val?: readonly Labelled[]
  /** Messages that the intents are not for. */
  readonly oosTest?: readonly Labelled[]
}

/** Null for a folder without a training and a test part. */
export function readParts(folder: string): Parts | null {
  const files = readdirSync(folder)
  const part = (pattern: string): readonly Labelled[] | undefined => {
    const name = files.find((file) => new RegExp(`(?:^|\\.)${pattern}\\.(?:jsonl|csv)$`).test(file))
    return name === undefined ? undefined : readLabelled(join(folder, name))
  }
  const train = part('train')
  const test = part('test')
  const val = part('(?:val|validation|dev)')
  const oosTest = part('oos_test')
  if (!train || !test) return null
  return { train, test, ...(val && { val }), ...(oosTest && { oosTest }) }
}

function readLabelled(path: string): readonly Labelled[] {
  const text = readFileSync(path, 'utf8')
  if (path.endsWith('.csv')) {
    return Papa.parse<Labelled>(text, { header: true, skipEmptyLines: true }).data
  }
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Labelled)
}

export function toExamples(labelled: readonly Labelled[]): Example[] {
  return labelled.map(({ text, intent }, n) => ({
    text,
    intent,
    entities: [],
    language: /\p{Script=Han}/u.test(text) ? 'zh' : 'en',
    source: { file: 'data', line: n + 1 },
  }))
}
