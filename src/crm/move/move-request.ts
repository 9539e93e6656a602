/**
 * How `parley move` and the servers that serve meanwhile speak to each other: by small files in a
 * folder beside the database, which is where all of them are already and need no port, no key and no
 * rights but those on the database. The address of the new store, with its password, stands in one
 * that only the owner can read, for as long as the move takes. Nothing rests on the files but that
 * servers go on by themselves: what decides is the mark in the database.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tryStoreAlone, type StoreLock } from '../keeping/store-lock.ts'

export type MoveRequest = {
  readonly to: string
  /** `ending`: take no writes any more. */
  readonly stage: 'copying' | 'ending'
}

export type MoveAnswer = {
  /** `ready`: will follow. `quiet`: takes no writes. */
  readonly state: 'ready' | 'quiet'
  /** Why it cannot follow. */
  readonly problem: string | null
}

const folderOf = (path: string): string => `${path}-move`
const REQUEST = 'request.json'

/** Held by who moves the store, for as long as it lives; null while another does. */
export const beMover = (path: string): StoreLock | null => tryStoreAlone(folderOf(path))

export function readRequest(path: string): MoveRequest | null {
  return readJson(join(folderOf(path), REQUEST)) as MoveRequest | null
}

export function writeRequest(path: string, request: MoveRequest): void {
  mkdirSync(folderOf(path), { recursive: true, mode: 0o700 })
  writeJson(join(folderOf(path), REQUEST), request)
}

export function readAnswers(path: string): MoveAnswer[] {
  return readdirSync(folderOf(path))
    .filter((name) => name.endsWith('.answer.json'))
    .flatMap((name) => (readJson(join(folderOf(path), name)) as MoveAnswer | null) ?? [])
}

/** `name` is that of the server. */
export function writeAnswer(path: string, name: string, answer: MoveAnswer): void {
  writeJson(join(folderOf(path), `${name}.answer.json`), answer)
}

export function removeRequest(path: string): void {
  rmSync(folderOf(path), { recursive: true, force: true })
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(`${file}.tmp`, JSON.stringify(value), { mode: 0o600 })
  renameSync(`${file}.tmp`, file)
}
