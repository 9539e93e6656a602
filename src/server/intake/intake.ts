import { fork } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '../../crm/database.ts'
import { Problem } from '../../problem.ts'
import type { Settings } from '../../settings.ts'
import type { Parley } from '../parley.ts'
import type { IntakeProgress, IntakeStep } from './intake-step.ts'

export type Working = { readonly progress: IntakeProgress | null; readonly problem: string | null }

/** The files that wait to be imported, and the processes that work on them: one at a time. */
export type Intake = {
  /** Where an import's file is, or is to be. */
  readonly fileOf: (id: string) => Promise<string>
  /** Begins, and is not waited for; Problem 'conflict' `IntakeBusy` while another works. */
  readonly start: (step: IntakeStep) => void
  /** What is known of an import's step, or of the search for duplicates, since this server started. */
  readonly workingOn: (name: string) => Working | null
}

const child = join(import.meta.dirname, 'start-intake-child.mjs')
const SEARCH = 'duplicates'
/** A file that nobody has imported after so long is thrown away. */
const LONGEST_MS = 24 * 60 * 60 * 1_000

const intakes = new WeakMap<Database, Intake>()

/** The one of a server. */
export function intakeOf({ db, settings }: Pick<Parley, 'db' | 'settings'>): Intake {
  const known = intakes.get(db) ?? createIntake(settings, db)
  intakes.set(db, known)
  return known
}

function createIntake({ DATA_DIR }: Settings, db: Database): Intake {
  const dir = join(DATA_DIR, 'imports')
  const known = new Map<string, Working>()
  let busy: string | null = null

  async function fileOf(id: string): Promise<string> {
    await mkdir(dir, { recursive: true, mode: 0o700 })
    return join(dir, id)
  }

  function start(step: IntakeStep): void {
    const name = step.do === 'find-duplicates' ? SEARCH : step.import
    if (busy !== null) {
      throw new Problem(
        'conflict',
        'IntakeBusy',
        'Another file or the search for duplicates is being worked on. Try again in a minute.',
      )
    }
    busy = name
    known.set(name, { progress: { stage: 'start', done: 0, total: 0 }, problem: null })
    void perform(name, step).catch(() => {
      busy = null
      known.set(name, { progress: null, problem: 'It broke off. Try again.' })
    })
  }

  async function perform(name: string, step: IntakeStep): Promise<void> {
    const path = await fileOf(name)
    const working = fork(child, [db.url, path, JSON.stringify(step)], {
      execArgv: ['--max-old-space-size=512'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    let problem: string | null = null
    working.on('message', (said: IntakeProgress | { problem: string }) => {
      if ('problem' in said) problem = said.problem
      else known.set(name, { progress: said, problem: null })
    })
    const code = await new Promise<number | null>((resolve) => working.once('exit', resolve))
    busy = null
    if (problem === null && code !== 0) problem = 'It broke off. Try again.'
    known.set(name, { progress: null, problem })
    await sweep()
  }

  async function sweep(): Promise<void> {
    let names: string[]
    try {
      names = readdirSync(dir)
    } catch {
      return
    }
    const since = new Date(Date.now() - LONGEST_MS).toISOString()
    const waiting = await db.all<{ id: string }>(
      `select id from imports where status in ('planned', 'running', 'failed') and at > ?`,
      since,
    )
    const wanted = new Set(waiting.map(({ id }) => id))
    for (const name of names) {
      if (!wanted.has(name) && name !== busy) rmSync(join(dir, name), { force: true })
    }
  }

  void sweep().catch(() => {})
  return { fileOf, start, workingOn: (name) => known.get(name) ?? null }
}
