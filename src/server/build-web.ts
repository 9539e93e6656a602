import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Problem } from '../problem.ts'

const root = join(import.meta.dirname, '../..')

/** A build takes a few seconds: whoever holds the lock for longer is gone. */
const LONGEST_BUILD_MS = 60_000

/**
 * Builds `src/web` into `dist/web` unless that is what it already holds. Vite runs as processes of
 * its own, so that this one stays as small as it is. Several callers at once build once; the old
 * pages serve until the new ones take their place.
 */
export async function buildWebIfStale(): Promise<void> {
  const web = join(root, 'dist/web')
  const lock = join(root, 'dist/.building')
  const stamp = join(web, '.stamp')
  const isFresh = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === hash
  // A package without the sources comes with its pages built.
  if (!existsSync(join(root, 'src/web'))) return
  const hash = hashSources()
  if (isFresh()) return

  mkdirSync(join(root, 'dist'), { recursive: true })
  while (!take(lock)) await sleep(100)
  try {
    if (isFresh()) return
    process.stderr.write('Building the web pages …\n')
    const next = join(root, 'dist/.web-next')
    rmSync(next, { recursive: true, force: true })
    await Promise.all([build(next, 'production'), build(next, 'widget')])
    writeFileSync(join(next, '.stamp'), hash)
    rmSync(web, { recursive: true, force: true })
    renameSync(next, web)
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

/** What the pages are made of and what makes them. */
function hashSources(): string {
  const hash = createHash('sha256')
  const sources = readdirSync(join(root, 'src/web'), { recursive: true, encoding: 'utf8' })
    .map((path) => join('src/web', path))
    .filter((path) => statSync(join(root, path)).isFile())
    .sort()
  for (const path of [...sources, 'vite.config.ts', 'package.json']) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0')
  }
  return hash.digest('hex')
}

async function build(outDir: string, mode: string): Promise<void> {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const env = { ...process.env, NODE_ENV: 'production', PARLEY_WEB_OUT: outDir }
  try {
    await promisify(execFile)(process.execPath, [vite, 'build', '--mode', mode], { cwd: root, env })
  } catch (cause) {
    const { stderr, message } = cause as Error & { stderr?: string }
    throw new Problem(
      'unavailable',
      'WebNotBuilt',
      `The web pages could not be built. Is everything installed (npm ci)? Vite says:\n${stderr || message}`,
      { cause },
    )
  }
}

function take(lock: string): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch {
    const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0
    if (Date.now() - since > LONGEST_BUILD_MS) rmSync(lock, { recursive: true, force: true })
    return false
  }
}
