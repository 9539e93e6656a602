import { existsSync, statSync } from 'node:fs'
import { sqliteFile } from '../crm/database.ts'
import { checkStore } from '../crm/keeping/check-store.ts'
import { roomIn } from '../crm/keeping/room.ts'
import { loadDriver } from '../crm/load-driver.ts'
import { checkArchive } from '../doctor/check-archive.ts'
import { checkBackups } from '../doctor/check-backups.ts'
import { checkClock } from '../doctor/check-clock.ts'
import { checkDisk } from '../doctor/check-disk.ts'
import { checkEncryption } from '../doctor/check-encryption.ts'
import { checkModel } from '../doctor/check-model.ts'
import { checkNode } from '../doctor/check-node.ts'
import { checkPermissions } from '../doctor/check-permissions.ts'
import { checkPostgresArchive } from '../doctor/check-postgres-archive.ts'
import { type Finding, wrong } from '../doctor/finding.ts'
import { findingsOfStore } from '../doctor/findings-of-store.ts'
import { Problem } from '../problem.ts'
import { showProgress } from '../progress.ts'
import { readSettings, type Settings } from '../settings.ts'
import type { Command } from './command.ts'

export const doctor: Command = {
  usage: 'parley doctor [--repair] [--json]',
  help: `Looks whether all is well: Node, disk, clock, permissions, database, log, encryption,
backups, archive, model.
Reads the whole log, also while a server serves, and changes nothing. --repair folds caches that
differ from the log anew. Exits 1 when something is wrong; a warning is none.`,
  async run({ repair, json }) {
    const findings = await lookAtAll(readSettings(process.env), repair)
    const isWell = findings.every(({ state }) => state !== 'wrong')
    if (json) console.log(JSON.stringify({ ok: isWell, findings }))
    else
      for (const { check, state, says } of findings) {
        console.log(`${state.padEnd(7)}  ${check.padEnd(11)}  ${says}`)
      }
    return isWell ? 0 : 1
  },
}

async function lookAtAll(settings: Settings, repair: boolean): Promise<Finding[]> {
  const { DATA_DIR, DATABASE_URL, BACKUP_DIR, BACKUP_HOURS } = settings
  const file = sqliteFile(DATABASE_URL)
  const path = file?.path ?? null
  const now = new Date()
  const findings = [checkNode(process.version, loadDriver('better-sqlite3').name)]
  if (existsSync(DATA_DIR)) {
    const size = path !== null && existsSync(path) ? statSync(path).size : 0
    findings.push(checkDisk(roomIn(DATA_DIR), size))
  }
  findings.push(checkPermissions(DATA_DIR, path))
  const progress = showProgress()
  try {
    const store = await checkStore(DATABASE_URL, {
      repair,
      onProgress: (done, total) => progress.show({ stage: 'checking the log', done, total }),
    })
    findings.push(...findingsOfStore(store), checkClock(new Date(), store.newestEventAt))
    if (store.archive) findings.push(checkPostgresArchive(store.archive))
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    findings.push(wrong('database', error.message))
  } finally {
    progress.end()
  }
  if (file !== null) {
    findings.push(checkEncryption(file, settings.DATABASE_KEY_FILE))
    findings.push(checkArchive(settings.ARCHIVE_DIR, new Date()))
  }
  findings.push(checkBackups(BACKUP_DIR, BACKUP_HOURS, now))
  findings.push(checkModel(DATA_DIR))
  return findings
}
