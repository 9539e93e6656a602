import { spawn } from 'node:child_process'
import { existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { Problem } from '../../problem.ts'
import { writeChecksum } from './checksum.ts'
import { sync } from './switch-file.ts'

/**
 * Has PostgreSQL's own pg_dump write the database into a file, checked by reading its table of
 * contents, with its checksum beside it. Problem 'unavailable' `PgDumpMissing` or `PgDumpFailed`.
 */
export async function dumpPostgres(url: string, file: string) {
  if (existsSync(file)) {
    throw new Problem('conflict', 'FileExists', `${file} is there already. Name another file.`)
  }
  const partial = `${file}.partial`
  const { server, env } = withoutPassword(url)
  try {
    await run('pg_dump', ['--format=custom', '--no-owner', `--file=${partial}`, server], env)
    await run('pg_restore', ['--list', partial], env)
    sync(partial)
    const sha256 = await writeChecksum(partial, file)
    renameSync(partial, file)
    return { file, bytes: statSync(file).size, sha256 }
  } finally {
    rmSync(partial, { force: true })
  }
}

/** Everybody on the machine can read a command line, so the password goes another way. */
function withoutPassword(url: string) {
  const server = new URL(url)
  const password = decodeURIComponent(server.password)
  server.password = ''
  return { server: server.href, env: password === '' ? {} : { PGPASSWORD: password } }
}

async function run(program: string, args: string[], env: Record<string, string>): Promise<void> {
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => {
    if (complaint.length < 2_000) complaint += chunk.toString()
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  }).catch((error: unknown) => {
    throw new Problem(
      'unavailable',
      'PgDumpMissing',
      `${program} cannot be run on this machine. Install PostgreSQL's client programs, or run on the server: pg_dump --format=custom --file=parley.dump DATABASE`,
      { cause: error },
    )
  })
  if (code === 0) return
  throw new Problem('unavailable', 'PgDumpFailed', `${program} failed: ${complaint.trim()}`)
}
