/** Reads, checks, writes or takes back in a process of its own, so that no turn waits for it. */
import { openDatabase } from '../../crm/database.ts'
import { findDuplicates } from '../../crm/duplicates/find-duplicates.ts'
import { keepProposals } from '../../crm/duplicates/keep-proposals.ts'
import { checkImport } from '../../crm/import/check-import.ts'
import { findImport, keepCheck } from '../../crm/import/imports.ts'
import type { ImportPlan } from '../../crm/import/import-plan.ts'
import { planImport } from '../../crm/import/plan-import.ts'
import { runImport } from '../../crm/import/run-import.ts'
import { undoImport } from '../../crm/import/undo-import.ts'
import { Problem } from '../../problem.ts'
import type { IntakeProgress, IntakeStep } from './intake-step.ts'

const [url = '', path = '', json = ''] = process.argv.slice(2)
const step = JSON.parse(json) as IntakeStep
const say = (progress: IntakeProgress) => process.send?.(progress)
const db = await openDatabase(url)
try {
  await perform()
} catch (error) {
  process.send?.({
    problem: error instanceof Problem ? error.message : 'Something went wrong.',
  })
  if (!(error instanceof Problem)) throw error
} finally {
  await db.close()
  process.disconnect?.()
}

async function perform(): Promise<void> {
  if (step.do === 'find-duplicates') {
    const search = await findDuplicates(db, (stage, done, total) => say({ stage, done, total }))
    return keepProposals(db, search)
  }
  const { plan } = await findImport(db, step.import)
  if (step.do === 'undo') {
    await undoImport(db, step.import, step.by, (done, total) => say({ stage: 'undo', done, total }))
  } else if (step.do === 'run') {
    await runImport(db, step.import, path, {
      by: step.by,
      onProgress: (done) => say({ stage: 'run', done, total: plan.rows }),
    })
  } else {
    await check(step.import, step.do === 'read' ? await read(plan) : plan)
  }
}

function read({ kind, country }: ImportPlan): Promise<ImportPlan> {
  return planImport(path, kind, {
    country,
    onShare: (share) => say({ stage: 'read', done: Math.round(share * 100), total: 100 }),
  })
}

async function check(id: string, plan: ImportPlan): Promise<void> {
  const found = await checkImport(db, path, plan, {
    onProgress: (done) => say({ stage: 'check', done, total: plan.rows }),
  })
  await keepCheck(db, id, plan, found)
}
