import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { connectSqlite } from '../connect-sqlite.ts'
import { openDatabase, sqliteFile } from '../database.ts'
import { tryStoreAlone } from '../keeping/store-lock.ts'
import type { StoreFile } from '../store-file.ts'
import type { Movable } from './movable.ts'
import {
  beMover,
  readRequest,
  removeRequest,
  writeAnswer,
  type MoveAnswer,
  type MoveRequest,
} from './move-request.ts'
import { isMoved } from './moved-mark.ts'
import { stopNoting } from './note-changes.ts'

const LOOK_EVERY_MS = 1_000
/** While a move is under way. */
const LOOK_OFTEN_MS = 50

/**
 * Lets a server that serves from a database file go on with the store on PostgreSQL that `parley move`
 * moves it to. It takes no writes once it is asked not to, and goes on with the new store when the
 * file is marked as moved; a move that has failed, or whose process is gone, leaves it where it is.
 * Ends with the returned function.
 */
export function followMove(
  db: Movable,
  {
    onMoved = () => {},
    report = () => {},
  }: { readonly onMoved?: () => void; readonly report?: (error: unknown) => void } = {},
): () => void {
  const found = sqliteFile(db.url)
  if (found === null || found.path === ':memory:') return () => {}
  const file: StoreFile = found
  const self = randomUUID()
  let told: MoveAnswer['state'] | null = null
  let timer: NodeJS.Timeout | undefined
  let isEnded = false

  async function lookOnce(): Promise<void> {
    const request = readRequest(file.path)
    if (request === null) return goOnAsBefore()
    if (told === null) await answer('ready', await whyNotReached(request.to))
    if (request.stage === 'ending' && told !== 'quiet') {
      await db.hold()
      await answer('quiet', null)
    }
    if (await isMoved(db)) return follow(request)
    const mover = beMover(file.path)
    if (mover === null) return
    try {
      // Whoever moved it is gone.
      if (!(await isMoved(db))) giveUp()
    } finally {
      mover.release()
    }
  }

  async function answer(state: MoveAnswer['state'], problem: string | null): Promise<void> {
    told = state
    // The move may have ended meanwhile.
    if (readRequest(file.path) !== null) writeAnswer(file.path, self, { state, problem })
  }

  function goOnAsBefore(): void {
    if (told === null) return
    told = null
    db.release()
  }

  async function follow({ to }: MoveRequest): Promise<void> {
    await db.hold()
    await db.goOnWith(await openDatabase(to))
    isEnded = true
    onMoved()
    // Whoever moved it waits for that, and does this; but may be gone.
    const [mover, last] = [beMover(file.path), tryStoreAlone(file.path)]
    if (mover && last) removeRequest(file.path)
    mover?.release()
    last?.release()
  }

  function giveUp(): void {
    const connection = connectSqlite(file.path, file.key)
    try {
      stopNoting(connection)
    } finally {
      connection.close()
    }
    removeRequest(file.path)
    goOnAsBefore()
  }

  function later(error: unknown): void {
    report(error)
    again(LOOK_EVERY_MS)
  }

  function again(afterMs = told === null ? LOOK_EVERY_MS : LOOK_OFTEN_MS): void {
    if (isEnded) return
    const look = (): void => void lookOnce().then(() => again(), later)
    timer = setTimeout(look, afterMs).unref()
  }

  again()
  return () => {
    isEnded = true
    clearTimeout(timer)
  }
}

async function whyNotReached(url: string): Promise<string | null> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    client.end().catch(() => {})
  }
}
