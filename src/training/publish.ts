/** Model files: one file a model, `current.json` names the one that serves. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { threadId } from 'node:worker_threads'
import type { Bot } from '../dialogue/bot.ts'
import { readyBot } from '../dialogue/ready-bot.ts'
import { type Knowledge, type KnowledgeData, readyKnowledge } from '../nlp/knowledge/knowledge.ts'
import { type NluModel, decodeNlu, encodeNlu } from '../nlp/model.ts'
import { type Arrays, readSections, writeSections } from '../nlp/sections.ts'
import { makeFolder } from '../make-folder.ts'
import { Problem } from '../problem.ts'
import type { TrainingReport } from './evaluate.ts'
import { decodePolicy, encodePolicy } from './policy-file.ts'

/** All that serving needs of the training files. */
export type ServingModel = {
  readonly hash: string
  readonly nlu: NluModel
  readonly bot: Bot
  /** What can be quoted from the project's pages; absent when it has none. */
  readonly knowledge?: Knowledge
  readonly report: TrainingReport
}

type Meta = Pick<ServingModel, 'hash' | 'bot' | 'report'>

const KIND = 'model'

export function encodeModel({ hash, nlu, bot, knowledge, report }: ServingModel): Uint8Array {
  const { policy, ...files } = bot
  const meta: Meta = { hash, bot: files, report }
  return writeSections(KIND, meta, {
    nlu: encodeNlu(nlu),
    ...(policy && { policy: encodePolicy(policy) }),
    ...(knowledge && { knowledge: Buffer.from(JSON.stringify(knowledge.data)) }),
  })
}

export function decodeModel(bytes: Uint8Array, ready = readyBot): ServingModel {
  const { meta, arrays } = readSections<Meta>(KIND, bytes)
  const nlu = arrays['nlu']
  if (!(nlu instanceof Uint8Array)) {
    throw new Problem(
      'invalid',
      'ModelBroken',
      'The model file holds no understanding. Train it anew.',
    )
  }
  const policy = arrays['policy']
  const learned = policy instanceof Uint8Array ? { policy: decodePolicy(policy) } : {}
  const pages = arrays['knowledge']
  return {
    hash: meta.hash,
    bot: ready({ ...meta.bot, ...learned }),
    report: meta.report,
    nlu: decodeNlu(nlu),
    ...(pages && { knowledge: readyKnowledge(readPages(pages)) }),
  }
}

// The checksum of the file holds, so that this is what `encodeModel` wrote.
function readPages(bytes: Arrays[string]): KnowledgeData {
  return JSON.parse(Buffer.from(bytes as Uint8Array).toString()) as KnowledgeData
}

/** Throws a `Problem` for a file that is missing, cut short, altered or of another version. */
export function loadModel(path: string, ready = readyBot): ServingModel {
  if (!existsSync(path)) {
    throw new Problem(
      'not-found',
      'ModelNotFound',
      `There is no model file ${path}. Train one: npx parley train.`,
    )
  }
  return decodeModel(readFileSync(path), ready)
}

/** The model that serves, null before the first one was published. `ready` has its bot indexed. */
export function loadCurrent(models: string, ready = readyBot): ServingModel | null {
  const hash = currentHash(models)
  return hash === null ? null : loadModel(modelPath(models, hash), ready)
}

/** The name of the model that serves, without reading it. */
export function currentHash(models: string): string | null {
  const path = join(models, 'current.json')
  if (!existsSync(path)) return null
  try {
    const { model } = JSON.parse(readFileSync(path, 'utf8')) as { model?: unknown }
    // The name becomes part of a path.
    if (typeof model === 'string' && /^[\da-f]{8,64}$/.test(model)) return model
  } catch {
    // Told below, with what to do about it.
  }
  throw new Problem(
    'invalid',
    'ModelUnreadable',
    `${path} names no model. Train it anew: npx parley train.`,
  )
}

/** Writes the model and makes it current; a crash leaves the old one or the new one, whole. */
export function publish(models: string, model: ServingModel): void {
  makeFolder(models, 'DATA_DIR')
  writeWhole(modelPath(models, model.hash), encodeModel(model))
  makeCurrent(models, model.hash)
  removeOldest(models)
}

/** As many models are kept, to go back to. */
const KEPT = 10

function removeOldest(models: string): void {
  const current = currentHash(models)
  const aged = readdirSync(models)
    .filter((name) => name.endsWith('.parley') && name !== `${current}.parley`)
    .map((name) => ({ path: join(models, name), age: statSync(join(models, name)).mtimeMs }))
    .sort((a, b) => b.age - a.age)
  for (const { path } of aged.slice(KEPT - 1)) rmSync(path, { force: true })
}

/** Makes a model that lies in the folder the one that serves. */
export function makeCurrent(models: string, hash: string): void {
  writeWhole(join(models, 'current.json'), `${JSON.stringify({ model: hash })}\n`)
}

export function modelPath(models: string, hash: string): string {
  return join(models, `${hash}.parley`)
}

function writeWhole(path: string, content: Uint8Array | string): void {
  const temporary = `${path}.${process.pid}-${threadId}.tmp`
  const file = openSync(temporary, 'w')
  try {
    writeFileSync(file, content)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(temporary, path)
  syncFolder(path)
}

// The rename itself survives a power cut only once its folder is on the disk.
function syncFolder(path: string): void {
  const folder = openSync(join(path, '..'), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
