import { createWriteStream, existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { openDatabase, type Database } from '../crm/database.ts'
import { checkImport } from '../crm/import/check-import.ts'
import type { ImportPlan } from '../crm/import/import-plan.ts'
import { importKinds } from '../crm/import/import-targets.ts'
import { addImport, findImport } from '../crm/import/imports.ts'
import { mapColumns } from '../crm/import/map-columns.ts'
import { planImport } from '../crm/import/plan-import.ts'
import { refusedFile } from '../crm/import/refused-file.ts'
import { isRepair } from '../crm/import/repair.ts'
import { runImport } from '../crm/import/run-import.ts'
import { Problem } from '../problem.ts'
import { showProgress } from '../progress.ts'
import { readSettings } from '../settings.ts'
import type { Command, Given } from './command.ts'
import { planText, reportText } from './import-report.ts'

export const importRecords: Command = {
  usage: `parley import-records FILE --as ${importKinds.join('|')} [--map "COLUMN=FIELD,…"] [--country DE] [--accept REPAIR,…] [--dry-run] [--json]
       parley import-records FILE --continue IMPORT`,
  help: `Imports a CSV, TSV or XLSX file of records, also while a server serves.
Separator, encoding and columns are detected; --map says otherwise ("Tel=phone,Memo=" leaves Memo
out). --country is that of phones which do not say theirs. With --dry-run nothing is written: it
prints how columns are read, what is wrong with the file, and what may be accepted. Rows that stay
wrong are left out, and written beside FILE with the reason, to be corrected and imported. An import
that was interrupted goes on with --continue; undo-import takes it back.`,
  async run(given) {
    const [path] = given.words
    if (path === undefined) throw wrongUse('Name the file to import.')
    if (!existsSync(path)) throw wrongUse(`There is no file ${path}.`)
    const db = await openDatabase(readSettings(process.env).DATABASE_URL)
    const progress = showProgress()
    try {
      if (given.continue !== undefined) return await perform(db, given, path, given.continue)
      const plan = await planned(given, path, progress.show)
      if (given['dry-run']) {
        const check = await checkImport(db, path, plan, {
          onProgress: (done) => progress.show({ stage: 'checking', done, total: plan.rows }),
        })
        progress.end()
        console.log(
          given.json
            ? JSON.stringify({ plan, ...check })
            : `${planText(plan)}\n\n${reportText(check)}`,
        )
        return check.report.refused === 0 ? 0 : 1
      }
      if (!given.json) console.error(planText(plan))
      const by = { kind: 'system', id: 'import-records', name: 'parley import-records' } as const
      return await perform(
        db,
        given,
        path,
        await addImport(db, { fileName: basename(path), plan, by }),
      )
    } finally {
      progress.end()
      await db.close()
    }

    async function perform(
      db: Database,
      { json }: Given,
      path: string,
      id: string,
    ): Promise<number> {
      const { plan } = await findImport(db, id)
      const began = performance.now()
      const done = await runImport(db, id, path, {
        onProgress: (done) =>
          progress.show({ stage: `importing as ${id}`, done, total: plan.rows }),
      })
      progress.end()
      const seconds = (performance.now() - began) / 1_000
      const figures = {
        seconds: Number(seconds.toFixed(1)),
        rowsPerSecond: Math.round(done.done / seconds),
        peakRssMb: Math.round(process.resourceUsage().maxRSS / 1_024),
      }
      const refused = done.refused === 0 ? null : await writeRefused(db, id, path)
      const { made, changed, skipped } = done
      const counts = { import: id, rows: done.done, made, changed, skipped, refused: done.refused }
      if (json) console.log(JSON.stringify({ ...counts, refusedFile: refused, ...figures }))
      else {
        console.log(
          `Import ${id}: ${made} made, ${changed} changed, ${skipped} repeated, ${done.refused} refused; ` +
            `${done.done} rows in ${figures.seconds} s (${figures.rowsPerSecond} a second, ${figures.peakRssMb} MB at most).`,
        )
        if (refused) console.log(`The refused rows are in ${refused}, with the reasons.`)
      }
      return done.refused === 0 ? 0 : 1
    }
  },
}

async function planned(
  given: Given,
  path: string,
  show: (progress: { stage: string; done: number; total: number }) => void,
): Promise<ImportPlan> {
  const kind = importKinds.find((one) => one === given.as)
  if (!kind) throw wrongUse(`Say what the rows are: --as ${importKinds.join(', ')}.`)
  const accepted = (given.accept ?? '').split(',').filter((text) => text !== '')
  const unknown = accepted.find((text) => !isRepair(text))
  if (unknown) throw wrongUse(`"${unknown}" is nothing to accept. --dry-run tells what is.`)
  const country = given.country?.toUpperCase() ?? null
  if (country !== null && !/^[A-Z]{2}$/.test(country)) {
    throw wrongUse('--country takes two letters, such as DE or CN.')
  }
  const plan = await planImport(path, kind, {
    country,
    onShare: (share) => show({ stage: 'reading', done: Math.round(share * 100), total: 100 }),
  })
  const mapping = mapColumns(plan, given.map ?? '')
  return { ...plan, mapping, accepted: accepted.filter(isRepair) }
}

async function writeRefused(db: Database, id: string, path: string): Promise<string> {
  const { name, file } = await refusedFile(db, id)
  const to = join(dirname(path), name)
  await pipeline(file, createWriteStream(to, { mode: 0o600 }))
  return to
}

const wrongUse = (message: string) => new Problem('invalid', 'WrongUse', message)
