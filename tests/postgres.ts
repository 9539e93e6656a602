/** A throw-away PostgreSQL for the tests, when its programs are on this machine. */
import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'

export type Postgres = { readonly url: string; readonly stop: () => Promise<void> }

/** Null, and a line that says why, when there is none to be had. */
export async function startPostgres(): Promise<Postgres | null> {
  const bin = findPrograms()
  if (!bin) return skip('initdb and postgres were not found')
  const user = userToRunAs()
  if (!user) return skip('it does not run as root, and there is no user postgres')

  const dir = mkdtempSync(join(tmpdir(), 'parley-postgres-'))
  const as = 'uid' in user ? user : {}
  if ('uid' in user) chownSync(dir, user.uid, user.gid)
  const data = join(dir, 'data')
  const initdb = ['-D', data, '-U', 'parley', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N']
  execFileSync(join(bin, 'initdb'), initdb, { ...as, cwd: dir, stdio: 'pipe' })

  const port = await freePort()
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    // Nobody needs this data after a power cut.
    'fsync=off',
    'max_connections=200',
    'shared_buffers=32MB',
  ]
  // The shell's input ends when this process does, even by SIGKILL: nothing is left running.
  const server = spawn(
    'sh',
    [
      '-c',
      '"$@" & pid=$!; cat >/dev/null; kill -INT $pid; wait $pid',
      'sh',
      join(bin, 'postgres'),
      '-D',
      data,
      ...settings.flatMap((setting) => ['-c', setting]),
    ],
    { ...as, cwd: dir, stdio: ['pipe', 'ignore', 'ignore'] },
  )
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const stop = async () => {
    server.stdin.end()
    await ended
    rmSync(dir, { recursive: true, force: true })
  }
  const url = `postgres://parley@127.0.0.1:${port}/postgres`
  try {
    await untilItAnswers(url)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, stop }
}

function skip(why: string): null {
  console.log(
    `Skipping the tests on PostgreSQL: ${why}. Install it, or name a server in TEST_DATABASE_URL.`,
  )
  return null
}

/** Debian keeps the server's programs out of the PATH. */
function findPrograms(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian)
    ? readdirSync(debian)
        .map(Number)
        .toSorted((a, b) => a - b)
    : []
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...versions.toReversed().map((version) => join(debian, String(version), 'bin')),
  ]
  return folders.find((dir) => existsSync(join(dir, 'initdb')) && existsSync(join(dir, 'postgres')))
}

/** PostgreSQL refuses to run as root. */
function userToRunAs(): { uid: number; gid: number } | { own: true } | null {
  if (process.getuid?.() !== 0) return { own: true }
  try {
    return { uid: idOfPostgres('-u'), gid: idOfPostgres('-g') }
  } catch {
    return null
  }
}

const idOfPostgres = (flag: '-u' | '-g'): number =>
  Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }))

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

async function untilItAnswers(url: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    const client = new Client(url)
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (tries === 100) throw error
      await wait(100)
    }
  }
}
