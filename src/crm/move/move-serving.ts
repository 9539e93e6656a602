/**
 * Moves a store from a database file to PostgreSQL while servers serve from it.
 *
 * Triggers note which rows change while a snapshot is copied and checked; the changes are brought
 * after it until few are left. Then the servers are asked to refuse writes, SQLite's write lock is
 * taken, the last changes and the counts are brought into line, PostgreSQL commits all of it, and
 * last the file is marked as moved and gives the lock back: until that commit the file is the
 * store, from it on PostgreSQL is. Whatever fails before, even by SIGKILL, leaves the file as the store.
 */
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type Sqlite from 'better-sqlite3'
import { Problem } from '../../problem.ts'
import { connectSqlite } from '../connect-sqlite.ts'
import { copyReader } from '../keeping/copy-reader.ts'
import { copyRows, movedOf, type Moved, type MoveProgress } from '../keeping/move-store.ts'
import { postgresSide, type PostgresSide } from '../keeping/postgres-side.ts'
import { shareStore, tryStoreAlone } from '../keeping/store-lock.ts'
import { tableShapes } from '../keeping/table-shapes.ts'
import type { StoreFile } from '../store-file.ts'
import { bringChanges, mustHaveAsMany } from './bring-changes.ts'
import { beMover, readAnswers, removeRequest, writeRequest } from './move-request.ts'
import { markMoved, mustNotBeMarked } from './moved-mark.ts'
import { changesAfter, lastChange, noteChanges, stopNoting } from './note-changes.ts'

export type MovedStore = {
  readonly tables: readonly Moved[]
  /** Milliseconds in which no write was taken by the file nor by PostgreSQL. */
  readonly refusedMs: number
  /** How many rows changed while the store was copied. */
  readonly changed: number
  /** Whether a process has the old file open yet, and so does not go on with the new store. */
  readonly isStillOpen: boolean
}

const FEW = 200
const MOST_ROUNDS = 20
const ANSWER_MS = 15_000
const QUIET_MS = 5_000
/** After that long without writes the move is given up. */
const LONGEST_END_MS = 20_000
const LEAVE_MS = 60_000

/**
 * Problems 'conflict': `MoveUnderWay`, `StoreMoved`, `StoreInUse` when a process that has the file
 * open does not follow, `TargetUnreachable` when one cannot, and those of `moveStore`.
 */
export async function moveServing(
  { path, key }: StoreFile,
  to: string,
  onProgress: MoveProgress = () => {},
): Promise<MovedStore> {
  if (!existsSync(path)) {
    throw new Problem('not-found', 'StoreNotFound', `There is no database ${path}.`)
  }
  const mover = beMover(path)
  if (mover === null) throw isUnderWay(path)
  // Nobody can begin to use a store that nobody uses until it has moved.
  const alone = tryStoreAlone(path)
  const lock = alone ?? (await shareStore(path))
  const connection = connectSqlite(path, key)
  try {
    mustNotBeMarked(connection, path)
    const target = await postgresSide(to)
    let done
    try {
      done = await move(connection, target, { path, to, isServed: alone === null, onProgress })
    } catch (error) {
      giveUp(connection, path)
      throw error
    } finally {
      await target.close()
    }
    connection.close()
    lock.release()
    const isStillOpen = !(await untilAllHaveLeft(path, onProgress))
    // Those who have not left need it yet, and the last of them removes it.
    if (!isStillOpen) removeRequest(path)
    return { ...done, isStillOpen }
  } finally {
    if (connection.open) connection.close()
    lock.release()
    mover.release()
  }
}

function giveUp(connection: Sqlite.Database, path: string): void {
  try {
    if (connection.inTransaction) connection.exec('rollback')
    stopNoting(connection)
    removeRequest(path)
  } catch {
    // The request stays, and the servers do this once this process is gone.
  }
}

type Plan = {
  readonly path: string
  readonly to: string
  readonly isServed: boolean
  readonly onProgress: MoveProgress
}

async function move(
  connection: Sqlite.Database,
  target: PostgresSide,
  { path, to, isServed, onProgress }: Plan,
): Promise<Omit<MovedStore, 'isStillOpen'>> {
  const shapes = tableShapes()
  const source = copyReader(connection)
  writeRequest(path, { to, stage: 'copying' })
  if (isServed) await untilServersFollow(path)
  noteChanges(connection, shapes)

  connection.exec('begin')
  let noted = lastChange(connection)
  const sums = await copyRows(source, target, shapes, onProgress)
  connection.exec('commit')
  await target.openForChanges()

  const bring = async (): Promise<number> => {
    const until = lastChange(connection)
    const changes = changesAfter(connection, noted)
    await bringChanges(source, target, shapes, changes, sums)
    noted = until
    return [...changes.values()].reduce((sum, keys) => sum + keys.length, 0)
  }
  let changed = 0
  for (let round = 1, count = FEW; count >= FEW && round <= MOST_ROUNDS; round++) {
    onProgress({ stage: `changes since, round ${round}`, done: 0, total: 1 })
    connection.exec('begin')
    changed += count = await bring()
    connection.exec('commit')
  }

  onProgress({ stage: 'writes wait', done: 0, total: 1 })
  const began = performance.now()
  writeRequest(path, { to, stage: 'ending' })
  await untilQuiet(path)
  const limit = setTimeout(() => void target.close(), LONGEST_END_MS)
  try {
    connection.exec('begin immediate')
    changed += await bring()
    await mustHaveAsMany(source, target, shapes, sums)
    const numbers = numbersGiven(connection)
    stopNoting(connection)
    // All but its commit before the other's: what can fail has done so by then.
    markMoved(connection, shapes, to)
    await target.finish(numbers)
    connection.exec('commit')
  } finally {
    clearTimeout(limit)
  }
  return { tables: movedOf(sums), changed, refusedMs: Math.round(performance.now() - began) }
}

/** Those that SQLite would not give again, though the row may be gone. */
function numbersGiven(connection: Sqlite.Database): ReadonlyMap<string, number> {
  const given = connection.prepare<[], { name: string; seq: number }>(
    'select name, seq from sqlite_sequence',
  )
  return new Map(given.all().map(({ name, seq }) => [name, seq]))
}

async function untilServersFollow(path: string): Promise<void> {
  const found = await until(ANSWER_MS, () => readAnswers(path).length > 0)
  if (!found) {
    throw new Problem(
      'conflict',
      'StoreInUse',
      `A process has the database ${path} open that does not go on by itself after a move, such as another command or an older Parley. End it first, then try again.`,
    )
  }
  const problem = readAnswers(path).find((answer) => answer.problem !== null)?.problem
  if (problem === undefined) return
  throw new Problem(
    'conflict',
    'TargetUnreachable',
    `A server that serves from ${path} cannot reach the new store: ${problem}. Nothing was moved.`,
  )
}

const untilQuiet = (path: string): Promise<boolean> =>
  until(QUIET_MS, () => readAnswers(path).every(({ state }) => state === 'quiet'))

async function untilAllHaveLeft(path: string, onProgress: MoveProgress): Promise<boolean> {
  onProgress({ stage: 'servers go on', done: 0, total: 1 })
  return until(LEAVE_MS, () => {
    const lock = tryStoreAlone(path)
    lock?.release()
    return lock !== null
  })
}

async function until(mostMs: number, isSo: () => boolean): Promise<boolean> {
  const end = performance.now() + mostMs
  while (!isSo()) {
    if (performance.now() > end) return false
    await sleep(50)
  }
  return true
}

const isUnderWay = (path: string) =>
  new Problem(
    'conflict',
    'MoveUnderWay',
    `Another "parley move" is moving ${path} already. Wait for it to end.`,
  )
