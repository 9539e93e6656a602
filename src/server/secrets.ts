import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '../settings.ts'

export type Secrets = {
  readonly directLine: string
  readonly identity: string
  readonly links: string
}

/** The secrets that are set, or else those kept in DATA_DIR/secrets, generated at the first look. */
export function readSecrets(settings: Settings): Secrets {
  return {
    directLine: settings.DIRECT_LINE_SECRET ?? kept(settings.DATA_DIR, 'direct-line.key'),
    identity: settings.IDENTITY_SECRET ?? kept(settings.DATA_DIR, 'identity.key'),
    links: settings.LINK_SECRET ?? kept(settings.DATA_DIR, 'links.key'),
  }
}

function kept(dataDir: string, name: string): string {
  const folder = join(dataDir, 'secrets')
  const path = join(folder, name)
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (!isAbsent(error)) throw error
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const fresh = join(folder, `.${name}.${process.pid}`)
  writeFileSync(fresh, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
  try {
    // Of two processes at their first start one makes the file whole, and both read that one.
    linkSync(fresh, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(fresh)
  }
  return readFileSync(path, 'utf8').trim()
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
