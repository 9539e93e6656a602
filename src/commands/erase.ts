import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { openDatabase, sqliteFile } from '../crm/database.ts'
import { readErasureList, writeErasureList } from '../crm/keeping/erasure-list.ts'
import { backupFiles } from '../crm/keeping/backup-files.ts'
import { eraseCustomer } from '../crm/privacy/erase-customer.ts'
import { eraseListed } from '../crm/privacy/erase-listed.ts'
import { scrubFiles } from '../crm/privacy/scrub-files.ts'
import { Problem } from '../problem.ts'
import { showProgress } from '../progress.ts'
import { readSettings } from '../settings.ts'
import type { Command } from './command.ts'

export const erase: Command = {
  usage: 'parley erase CUSTOMER [--json] | parley erase --again',
  help: `Erases one customer, also while a server serves, and prints a receipt.
The record, orders, returns and tickets are deleted, all conversations blanked; where others wrote
of them, their names are blackened. Then the database's files are searched, byte by byte. Backups
are not altered: each erases the customer again when it is restored, from the list of hashes beside
it (--again does that to a database restored by other means). They are gone from the disk when the
last backup from before is; the receipt names how many there are.`,
  async run({ words: [customer], again, json }) {
    if ((customer === undefined) !== again) {
      throw new Problem('invalid', 'WrongUse', 'Name the customer by id, such as C-1001.')
    }
    const settings = readSettings(process.env)
    const db = await openDatabase(settings.DATABASE_URL)
    const progress = showProgress()
    try {
      if (customer === undefined) {
        const count = await eraseListed(db, readErasureList(settings.BACKUP_DIR))
        console.log(json ? JSON.stringify({ erasedAgain: count }) : `${count} erased again.`)
        return 0
      }
      const store = sqliteFile(settings.DATABASE_URL)
      const path = store?.path ?? null
      const { receipt, erasures, names } = await eraseCustomer(db, customer, {
        onProgress: progress.show,
      })
      writeErasureList(settings.BACKUP_DIR, erasures)
      if (settings.ARCHIVE_DIR !== undefined) writeErasureList(settings.ARCHIVE_DIR, erasures)
      progress.show({ stage: 'searching the files', done: 0, total: 1 })
      const files = await scrubFiles(db, path, names)
      progress.end()
      const copies = {
        backups: backupFiles(settings.BACKUP_DIR).length,
        previous: path === null ? [] : previousOf(path),
      }
      if (json) console.log(JSON.stringify({ ...receipt, files, copies }))
      else print(receipt, files, copies, store?.key != null)
      return files.found.length === 0 ? 0 : 1
    } finally {
      progress.end()
      await db.close()
    }
  },
}

/** What upgrades and restores left beside the database. */
function previousOf(path: string): string[] {
  if (!existsSync(dirname(path))) return []
  return readdirSync(dirname(path))
    .filter((name) => name.startsWith(`${basename(path)}.before-`))
    .map((name) => join(dirname(path), name))
}

function print(
  receipt: Awaited<ReturnType<typeof eraseCustomer>>['receipt'],
  files: Awaited<ReturnType<typeof scrubFiles>>,
  copies: { readonly backups: number; readonly previous: readonly string[] },
  isEncrypted: boolean,
): void {
  console.log(`Customer ${receipt.customer} was erased at ${receipt.at}.`)
  for (const [how, rows] of [
    ['erased', receipt.erased],
    ['blackened', receipt.blackened],
  ] as const) {
    for (const [table, count] of Object.entries(rows)) {
      if (count > 0) console.log(`  ${how} ${count} of ${table}`)
    }
  }
  console.log(
    files.sought === null
      ? "The database server's own files and backups are for its keeper."
      : `${files.sought} words sought in the files, ${files.found.length} found.`,
  )
  if (isEncrypted) {
    console.log(
      'The files are encrypted, where no word can be found; what was deleted is zeroed in them.',
    )
  }
  if (copies.backups > 0) {
    console.log(`${copies.backups} backups erase the customer again when restored.`)
  }
  for (const path of copies.previous) console.log(`Remove when not needed: ${path}`)
}
