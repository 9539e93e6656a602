/** The engines that every test of the store runs on: SQLite always, PostgreSQL where there is one. */
import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { type Database, openDatabase } from '../src/crm/database.ts'
import { storeFile } from '../src/crm/store-file.ts'

/** One empty store, and as many ways into it as a test wants. */
export type TestStore = {
  readonly url: string
  readonly db: Database
  /** Opens the same store again, as another process would. */
  readonly open: () => Promise<Database>
  /** Closes all that was opened, and throws the store away. */
  readonly remove: () => Promise<void>
}

type Place = { readonly url: string; readonly remove: () => void | Promise<void> }

export type Engine = {
  readonly name: 'SQLite' | 'PostgreSQL'
  /** A place for a store, with nothing in it yet. */
  readonly place: () => Promise<Place>
  readonly store: () => Promise<TestStore>
}

function sqlitePlace(): Promise<Place> {
  const dir = mkdtempSync(join(tmpdir(), 'parley-'))
  return Promise.resolve({
    url: `sqlite:${join(dir, 'parley.db')}`,
    remove: () => rmSync(dir, { recursive: true, force: true }),
  })
}

/** A copy of the template where tests made one: to bring each up to date would take most of their time. */
async function sqliteStore(): Promise<TestStore> {
  const place = await sqlitePlace()
  const template = process.env['TEMPLATE_SQLITE']
  if (template) copyFileSync(storeFile(template)!.path, storeFile(place.url)!.path)
  return storeAt(place)
}

/** A schema of its own on the server that TEST_DATABASE_URL names. */
async function postgresPlace(): Promise<Place> {
  const server = process.env['TEST_DATABASE_URL'] ?? ''
  const schema = `test_${randomUUID().replaceAll('-', '')}`
  const command = async (sql: string) => {
    const client = new Client(server)
    await client.connect()
    await client.query(sql)
    await client.end()
  }
  await command(`create schema ${schema}`)
  const url = new URL(server)
  url.searchParams.set('options', `-c search_path=${schema}`)
  url.searchParams.set('application_name', schema)
  return { url: url.href, remove: () => command(`drop schema ${schema} cascade`) }
}

async function storeAt({ url, remove }: Place): Promise<TestStore> {
  const opened: Database[] = []
  const open = async () => {
    const db = await openDatabase(url)
    opened.push(db)
    return db
  }
  return {
    url,
    db: await open(),
    open,
    remove: async () => {
      await Promise.all(opened.map((db) => db.close()))
      await remove()
    },
  }
}

export const sqlite: Engine = {
  name: 'SQLite',
  place: sqlitePlace,
  store: sqliteStore,
}

const postgres: Engine = {
  name: 'PostgreSQL',
  place: postgresPlace,
  store: async () => storeAt(await postgresPlace()),
}

export const databases: readonly Engine[] = process.env['TEST_DATABASE_URL']
  ? [sqlite, postgres]
  : [sqlite]
