import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase, type Database } from '../../src/crm/database.ts'
import { emailKey } from '../../src/crm/customers.ts'
import { backupSqlite } from '../../src/crm/keeping/backup-sqlite.ts'
import { checkLog } from '../../src/crm/keeping/check-log.ts'
import { erasuresIn, writeErasureList } from '../../src/crm/keeping/erasure-list.ts'
import { restoreSqlite } from '../../src/crm/keeping/restore-sqlite.ts'
import { searchFiles } from '../../src/crm/keeping/search-files.ts'
import { record, startConversation } from '../../src/crm/log.ts'
import { eraseCustomer } from '../../src/crm/privacy/erase-customer.ts'
import { scrubFiles } from '../../src/crm/privacy/scrub-files.ts'
import { insertAll } from '../../src/crm/work.ts'
import { startPostgres } from '../postgres.ts'
import { faultOptions } from './fault-options.ts'
import { mulberry32 } from './mulberry32.ts'

const usage = `npm run faults -- erase [--people 100] [--seed 1] [--no-postgres] [--plant NAME] [--json]
  Erases half of the people while they and the others chat, on both engines, then looks for every
  word of theirs: in all tables, byte by byte in the database's files, and in a backup from before
  that is restored. The others have to be as they were.
  --plant   a bug to plant, which the run must find: keep-deleted-bytes, forget-erasures`

type Person = {
  readonly id: string
  readonly words: readonly string[]
  readonly conversations: string[]
}

type Counts = {
  erased: number
  kept: number
  words: number
  inTables: number
  inFiles: number
  afterRestore: number
  resurrected: number
  othersHurt: number
  gaps: number
}

/** Resolves to true when every count that must be 0 is. */
export async function erase(args: readonly string[]): Promise<boolean> {
  const values = faultOptions(args, usage, {
    people: { type: 'string', default: '100' },
    'no-postgres': { type: 'boolean', default: false },
    plant: { type: 'string' },
  })
  if (!values) return true
  const options = {
    people: Number(values.people),
    seed: Number(values.seed),
    plant: values.plant ?? null,
  }
  const dir = mkdtempSync(join(tmpdir(), 'parley-erase-'))
  const counts = emptyCounts()
  try {
    await eraseOn(`sqlite:${join(dir, 'parley.db')}`, dir, options, counts)
    const postgres = values['no-postgres'] ? null : await startPostgres()
    try {
      if (postgres) await eraseOn(postgres.url, null, options, counts)
    } finally {
      await postgres?.stop()
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
  console.log(
    values.json
      ? JSON.stringify(counts)
      : `${counts.erased} erased, ${counts.kept} kept, ${counts.words} words sought, ` +
          `${counts.inTables} found in tables, ${counts.inFiles} in files, ` +
          `${counts.afterRestore} after restore, ${counts.resurrected} resurrected, ` +
          `${counts.othersHurt} others hurt, ${counts.gaps} gaps`,
  )
  const { inTables, inFiles, afterRestore, resurrected, othersHurt, gaps } = counts
  const bad = inTables + inFiles + afterRestore + resurrected + othersHurt + gaps
  return counts.erased > 0 && bad === 0
}

type Options = { readonly people: number; readonly seed: number; readonly plant: string | null }

/** `dir` is where the files lie, null on a server. */
async function eraseOn(
  url: string,
  dir: string | null,
  { people, seed, plant }: Options,
  counts: Counts,
): Promise<void> {
  const random = mulberry32(seed)
  const db = await openDatabase(url)
  if (plant === 'keep-deleted-bytes' && dir) await db.all('pragma secure_delete = off')
  const all = Array.from({ length: people }, (_, n) => person(n, random))
  await enter(db, all)
  const ids = await Promise.all(all.map((one) => begin(db, one)))
  for (const [n, one] of all.entries()) one.conversations.push(...ids[n]!)
  // As with a long life: much was written and moved about in the files before.
  for (let round = 0; round < 5; round++) await Promise.all(all.map((one) => say(db, one, round)))
  const path = dir === null ? null : join(dir, 'parley.db')
  const backup = dir === null ? null : join(dir, 'backups', 'before.db')
  if (path && backup) await backupSqlite({ path, key: null }, backup)

  const gone = all.filter((_, n) => n % 2 === 0)
  const stay = all.filter((_, n) => n % 2 === 1)
  const before = await rowsOf(db, stay)
  const stop = { now: false }
  const talking = all.map(async (one) => {
    for (let n = 0; !stop.now; n++) {
      await say(db, one, 100 + n)
      // As people do, who read before they answer.
      await sleep(200)
    }
  })
  for (const [n, { id }] of gone.entries()) {
    await eraseCustomer(db, id)
    progress('erasing', n + 1, gone.length)
  }
  stop.now = true
  await Promise.all(talking)

  counts.erased += gone.length
  counts.kept += stay.length
  const words = gone.flatMap((one) => one.words)
  counts.words += words.length
  await scrub(db, path, words, counts, plant)
  const text = JSON.stringify(await tablesOf(db))
  counts.inTables += words.filter((word) => text.includes(word)).length
  const theirs = await db.all<{ customer: string | null }>(
    'select distinct customer from conversations where customer is not null',
  )
  const known = new Set(stay.map(({ id }) => id))
  counts.resurrected += theirs.filter(({ customer }) => !known.has(customer ?? '')).length
  counts.othersHurt += (await rowsOf(db, stay)) === before ? 0 : 1
  for (const one of stay) if (!one.words.every((word) => text.includes(word))) counts.othersHurt++
  const log = await checkLog(db)
  counts.gaps += log.broken.length + log.stale.length

  if (path && backup && dir) {
    const erasures = plant === 'forget-erasures' ? [] : await erasuresIn(db)
    writeErasureList(join(dir, 'backups'), erasures)
    await db.close()
    // The disk was lost: only the backups are left.
    for (const ending of ['', '-wal', '-shm']) rmSync(path + ending, { force: true })
    await restoreSqlite(backup, { path, key: null })
    counts.afterRestore += searchFiles([path, `${path}-wal`], words).length
  } else {
    await db.close()
  }
}

async function scrub(
  db: Database,
  path: string | null,
  words: readonly string[],
  counts: Counts,
  plant: string | null,
): Promise<void> {
  // What a planted bug leaves behind is to be found, not swept up.
  if (plant === 'keep-deleted-bytes' && path) {
    await db.all('pragma wal_checkpoint(truncate)')
    counts.inFiles += searchFiles([path], words).length
  } else {
    counts.inFiles += (await scrubFiles(db, path, words)).found.length
  }
}

/** Someone whose every word is nobody else's. */
function person(n: number, random: () => number): Person {
  const tag = Math.floor(random() * 36 ** 6)
    .toString(36)
    .padStart(6, 'q')
  const isChinese = n % 3 === 0
  const name = isChinese ? `王${tag}小明` : `Anna ${tag}son`
  return {
    id: `K-${tag}-${n}x`,
    words: [
      `K-${tag}-${n}x`,
      name,
      `${tag}.${n}@mail.example`,
      `+49 151 ${String(1_000_000 + n)}${tag}`,
      isChinese ? `湖滨路${tag}号` : `${tag} Lane`,
      `O-${tag}-${n}x`,
      `TR${tag}${n}x`,
      `T-${tag}-${n}x`,
      `secret-${tag}-${n}x`,
    ],
    conversations: [],
  }
}

async function enter(db: Database, all: readonly Person[]): Promise<void> {
  const at = '2026-11-01T09:00:00.000Z'
  await db.write(function* () {
    yield* insertAll(
      'customers',
      'id name email email_key phone language address city country postcode tier since'.split(' '),
      all.map(({ id, words: [, name, email, phone, address] }) =>
        [id, name, email, emailKey(email!), phone, 'en', address].concat([
          'Berlin',
          'Germany',
          '10115',
          'gold',
          at,
        ]),
      ),
    )
    yield* insertAll(
      'orders',
      'number customer placed_at status currency total_cents address'.split(' '),
      all.map(({ id, words }) => [words[5], id, at, 'delivered', 'EUR', 6400, words[4]]),
    )
    yield* insertAll(
      'order_items',
      'order_number line sku name name_zh quantity price_cents'.split(' '),
      all.map(({ words }) => [words[5], 1, 'KET-COP', 'Copper Kettle', '铜水壶', 1, 6400]),
    )
    yield* insertAll(
      'shipments',
      'order_number line carrier tracking status shipped_at'.split(' '),
      all.map(({ words }) => [words[5], 1, 'DHL', words[6], 'delivered', at]),
    )
  })
}

/** One proven conversation with a ticket, and one in which only the e-mail address tells. */
async function begin(db: Database, { id, words }: Person): Promise<string[]> {
  const [, name, email, phone, , order, , ticket, secret] = words
  const start = async () =>
    (await startConversation(db, { visitor: `of ${secret}`, channel: 'web', language: 'en' })).id
  const [proven, unproven] = [await start(), await start()]
  await record(db, {
    conversation: proven,
    events: [
      { kind: 'customer-said', clientId: `${secret} 1`, text: `${name} here, ${secret}: ${order}` },
      { kind: 'identified', customer: id, how: 'checked' },
      { kind: 'bot-said', text: `Welcome back, ${name}. ${'Much to say. '.repeat(400)}${secret}` },
      { kind: 'changed', what: 'opened ticket', record: ticket! },
    ],
    changes: [
      {
        do: 'open-ticket',
        ticket: {
          number: ticket!,
          customer: id,
          order: order!,
          category: 'other',
          priority: 'low',
          subject: secret!,
          body: `Call ${phone}`,
        },
      },
      { do: 'count-failed-proof', key: `email ${email}` },
      { do: 'count-failed-proof', key: `order ${order}` },
    ],
  })
  await record(db, {
    conversation: unproven,
    events: [{ kind: 'customer-said', clientId: 'x', text: `I am ${email}, ${secret}` }],
  })
  return [proven, unproven]
}

/** Chats on wherever the conversation still is; that it is gone is what a turn hears then. */
async function say(db: Database, { words, conversations }: Person, n: number): Promise<void> {
  const [, name, email, , , , , , secret] = words
  for (const conversation of conversations) {
    await record(db, {
      conversation,
      events: [
        { kind: 'customer-said', clientId: `${n}`, text: `${n}: ${secret}, ${name}, ${email}` },
        { kind: 'bot-said', text: `Thank you, ${name}.` },
      ],
    }).catch(() => null)
  }
}

async function tablesOf(db: Database) {
  const tables = await db.all<{ name: string }>(
    db.engine === 'sqlite'
      ? "select name from sqlite_master where type = 'table' and name not like 'sqlite%'"
      : 'select tablename as name from pg_tables where schemaname = current_schema()',
  )
  return Promise.all(tables.map(({ name }) => db.all(`select * from ${name}`)))
}

/** What of the records of some people must not change, as text. */
async function rowsOf(db: Database, people: readonly Person[]): Promise<string> {
  const ids = new Set(people.map(({ id }) => id))
  const of = async (table: string, column: string, order: string) =>
    (await db.all(`select * from ${table} order by ${order}`)).filter((row) =>
      ids.has(String(row[column])),
    )
  return JSON.stringify([
    await of('customers', 'id', 'id'),
    await of('orders', 'customer', 'number'),
    await of('tickets', 'customer', 'number'),
  ])
}

function progress(stage: string, done: number, total: number): void {
  process.stderr.write(`\r${stage} ${done} of ${total}${done === total ? '\n' : ''}`)
}

function emptyCounts(): Counts {
  return {
    erased: 0,
    kept: 0,
    words: 0,
    inTables: 0,
    inFiles: 0,
    afterRestore: 0,
    resurrected: 0,
    othersHurt: 0,
    gaps: 0,
  }
}
