import { Problem } from '../../problem.ts'
import { isKept } from '../export/is-kept.ts'
import { finishProject } from '../finish-project.ts'
import type { Project } from '../project.ts'
import { botpress } from './botpress.ts'
import { chatito } from './chatito.ts'
import { clu } from './clu.ts'
import { csv } from './csv.ts'
import { dialogflowCx } from './dialogflow-cx.ts'
import { dialogflowEs } from './dialogflow-es.ts'
import { guessLanguage } from './guess-language.ts'
import { startImport } from './importing.ts'
import { lex } from './lex.ts'
import { lu } from './lu.ts'
import { luis } from './luis.ts'
import { nlpJs } from './nlp-js.ts'
import { rasa } from './rasa.ts'
import { readSource } from './read-source.ts'
import type { Remark } from './remark.ts'
import { snips } from './snips.ts'
import type { SourceFile } from './source-file.ts'
import type { SourceKind } from './source-kind.ts'
import { watson } from './watson.ts'
import { wit } from './wit.ts'

/** In this order a file is asked whose it is: the most particular first. */
export const sourceKinds: readonly SourceKind[] = [
  luis,
  clu,
  lu,
  dialogflowEs,
  dialogflowCx,
  lex,
  watson,
  botpress,
  nlpJs,
  snips,
  chatito,
  wit,
  rasa,
  csv,
]

export type Imported = {
  readonly kind: string
  readonly project: Project
  /** Whatever has no counterpart, is changed or broken. */
  readonly remarks: readonly Remark[]
  /** Files to take over as they are: tests and pages of knowledge. */
  readonly kept: readonly SourceFile[]
}

export type ImportProgress = (progress: { stage: string; done: number; total: number }) => void

/**
 * Reads another system's files, whose they are being told by what is in them, unless `from` names a
 * kind. Problems: 'NothingToImport', 'SeveralKinds', and those of `readSource`.
 */
export async function importSource(
  path: string,
  from?: string,
  onProgress?: ImportProgress,
): Promise<Imported> {
  const remarks: Remark[] = []
  onProgress?.({ stage: 'opening', done: 0, total: 1 })
  const files = await readSource(path, remarks)
  const byKind = new Map<SourceKind, SourceFile[]>()
  for (const [done, file] of files.entries()) {
    onProgress?.({ stage: 'recognising', done, total: files.length })
    const kind = sourceKinds.find(
      (one) => (from === undefined || one.name === from) && one.claims(file),
    )
    if (kind) byKind.set(kind, [...(byKind.get(kind) ?? []), file])
  }
  const kind = chosen(byKind, path)
  const own = byKind.get(kind)!
  onProgress?.({ stage: 'reading', done: 0, total: 1 })
  const into = startImport(remarks)
  kind.read(own, into, files)
  into.draft.language ??= guessLanguage(into.draft.examples)
  const kept = kind.name === 'rasa' ? files.filter(({ path }) => isKept(path)) : []
  for (const file of files) {
    if (own.includes(file) || kept.includes(file) || isBeside(file.path)) continue
    remarks.push({
      kind: 'left-out',
      file: file.path,
      item: 'the file',
      why: `It is not one of ${kind.title}.`,
    })
  }
  return { kind: kind.name, project: finishProject(into.draft, []), remarks, kept }
}

function chosen(byKind: ReadonlyMap<SourceKind, readonly SourceFile[]>, path: string): SourceKind {
  const [kind, ...others] = byKind.keys()
  if (!kind) {
    const known = sourceKinds.map(({ name }) => name).join(', ')
    throw new Problem(
      'invalid',
      'NothingToImport',
      `Nothing in ${path} is known to be of ${known}.`,
    )
  }
  if (others.length === 0) return kind
  const counts = [...byKind].map(([{ name }, files]) => `${name} (${files.length} files)`)
  throw new Problem(
    'invalid',
    'SeveralKinds',
    `${path} holds several kinds: ${counts.join(', ')}. Name one with --from.`,
  )
}

/** Pictures, and word lists that others name. */
const isBeside = (path: string): boolean => /\.(?:png|jpe?g|gif|svg|ico|pdf|txt)$/i.test(path)
