import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type Sqlite from 'better-sqlite3'
import { openDatabase } from '../../src/crm/database.ts'
import { SqliteConnection } from '../../src/crm/sqlite-connection.ts'
import { faultOptions } from './fault-options.ts'
import { mulberry32 } from './mulberry32.ts'
import { readNotes, startDisk } from './power-cut/disk.ts'

const usage = `npm run faults -- power-cut [--images 500] [--failures 40] [--writes 800] [--seed 1] [--plant NAME] [--json]
  Notes every write and sync of a process that writes to the store (Linux, with a C compiler), makes
  disks such as a power cut at random moments may leave, whatever was not synced being there, torn
  or gone, opens each and counts what is missing of what was acknowledged by then. Then the same
  where a write or a sync fails before: what a failed sync was to bring never comes to the disk.
  --failures  in how many runs one fails, each at another place
  --plant     a bug to plant, which the run must find: sync-nothing, forget-failed-syncs`

type Counts = { images: number; acknowledged: number; lost: number; corrupt: number; holes: number }

const IMAGES_OF_FAILURE = 20
const WRITES_OF_FAILURE = 160
/** Of the database, for as many messages. */
const WRITES = 300
const SYNCS = 30

/** Resolves to true when no image lost anything, and none was broken. */
export async function powerCut(args: readonly string[]): Promise<boolean> {
  const values = faultOptions(args, usage, {
    images: { type: 'string', default: '500' },
    failures: { type: 'string', default: '40' },
    writes: { type: 'string', default: '800' },
    plant: { type: 'string' },
  })
  if (!values) return true
  const random = mulberry32(Number(values.seed))
  const counts: Counts = { images: 0, acknowledged: 0, lost: 0, corrupt: 0, holes: 0 }
  const { plant, seed } = values
  const plain = { writes: Number(values.writes), images: Number(values.images), seed, plant }
  await cutPower(plain, random, counts)
  for (let n = 1; n <= Number(values.failures); n++) {
    const isWrite = n % 4 === 0
    const which = isWrite ? 'POWER_CUT_FAIL_WRITE' : 'POWER_CUT_FAIL_SYNC'
    const place = 1 + Math.floor(random() * (isWrite ? WRITES : SYNCS))
    const failing = { writes: WRITES_OF_FAILURE, images: IMAGES_OF_FAILURE, seed, plant }
    await cutPower({ ...failing, fail: { [which]: `${place}` } }, random, counts)
    process.stderr.write(`\r${n} of ${values.failures} failures, ${counts.lost} lost`)
  }
  process.stderr.write('\n')
  console.log(
    values.json
      ? JSON.stringify(counts)
      : `${counts.images} images, ${counts.acknowledged} acknowledged, ${counts.lost} lost, ` +
          `${counts.corrupt} corrupt, ${counts.holes} holes`,
  )
  return counts.acknowledged > 0 && counts.lost + counts.corrupt + counts.holes === 0
}

type Run = {
  readonly writes: number
  readonly images: number
  readonly seed: string
  readonly plant?: string | undefined
  readonly fail?: Readonly<Record<string, string>>
}

async function cutPower(run: Run, random: () => number, counts: Counts): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-power-cut-'))
  const notes = `${folder}.notes`
  try {
    const db = join(folder, 'parley.db')
    const acknowledged = join(folder, 'acknowledged')
    await (await openDatabase(db)).close()
    const disk = startDisk(new Map([[db, readFileSync(db)]]))
    writeAll({ folder, notes, db, acknowledged, ...run })
    const found = [...readNotes(notes)]
    const cuts = Array.from({ length: run.images }, () =>
      Math.floor(random() * found.length),
    ).toSorted((a, b) => a - b)
    const told = new Set<string>()
    let taken = 0
    for (const cut of cuts) {
      for (; taken < cut; taken++) {
        const note = found[taken]!
        if (note.path === acknowledged) told.add(note.data.toString().trim())
        else disk.take(note)
      }
      const image = join(folder, 'image.db')
      for (const end of ['', '-wal', '-shm']) {
        rmSync(image + end, { force: true })
        const content = end === '-shm' ? undefined : disk.imageOf(db + end, random)
        if (content) writeFileSync(image + end, content)
      }
      counts.images++
      counts.acknowledged += told.size
      judge(image, told, counts)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
    rmSync(notes, { force: true })
  }
}

type Writing = Run & {
  readonly folder: string
  readonly notes: string
  readonly db: string
  readonly acknowledged: string
}

function writeAll({ folder, notes, db, acknowledged, writes, seed, plant, fail }: Writing): void {
  const shim = join(folder, 'note-writes.so')
  const source = 'tests/faults/power-cut/note-writes.c'
  const compiled = spawnSync('cc', ['-shared', '-fPIC', '-O2', '-o', shim, source, '-ldl'], {
    encoding: 'utf8',
  })
  if (compiled.status !== 0) {
    throw new Error(`The C compiler cc is needed: ${compiled.error?.message ?? compiled.stderr}`)
  }
  spawnSync(
    process.execPath,
    [
      '--import',
      'tsx',
      ...(plant ? ['--import', resolve('tests/faults/plants', `${plant}.ts`)] : []),
      'tests/faults/power-cut/writer.ts',
      db,
      acknowledged,
      `${writes}`,
      seed,
      // Else the log is folded in so often that what a failed sync lost is soon there again.
      fail ? '400' : '40',
    ],
    {
      stdio: 'inherit',
      env: {
        ...process.env,
        ...fail,
        LD_PRELOAD: shim,
        POWER_CUT_DIR: folder,
        POWER_CUT_NOTES: notes,
      },
    },
  )
}

function judge(image: string, told: ReadonlySet<string>, counts: Counts): void {
  let connection: Sqlite.Database | undefined
  try {
    connection = new SqliteConnection(image)
    const [sound] = connection.pragma('integrity_check') as { integrity_check: string }[]
    if (sound?.integrity_check !== 'ok') counts.corrupt++
    const kept = new Set(
      connection.prepare('select client_id from events where client_id is not null').pluck().all(),
    )
    for (const id of told) if (!kept.has(id)) counts.lost++
    counts.holes += connection
      .prepare('select 1 from events group by conversation having max(seq) <> count(*)')
      .all().length
  } catch {
    counts.corrupt++
  } finally {
    connection?.close()
  }
}
