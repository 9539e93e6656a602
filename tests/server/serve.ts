import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CustomerMessage, Event } from '../../src/conversation.ts'
import { openDatabase, type Database } from '../../src/crm/database.ts'
import { record, type Receipt } from '../../src/crm/log.ts'
import { createServer, type RouteTables } from '../../src/server/app.ts'
import { drain } from '../../src/server/drain.ts'
import type { Parley } from '../../src/server/parley.ts'
import { readSettings } from '../../src/settings.ts'
import { Problem } from '../../src/problem.ts'

export const secret = 'the-direct-line-secret-of-the-tests'
export const identitySecret = 'the-identity-secret-of-all-the-tests'

export type Served = {
  readonly url: string
  readonly parley: Parley
  readonly db: Database
  /** Breaks all connections off, as a network does. */
  breakOff(): void
  close(): Promise<void>
}

/** The whole server on a free port, its store in memory, with a bot that only echoes. */
export async function serve(
  env: Readonly<Record<string, string>> = {},
  turnsOf: (db: Database) => (message: CustomerMessage) => Promise<Receipt> = echo,
  log?: Parley['log'],
  host = '127.0.0.1',
  routes?: RouteTables,
): Promise<Served> {
  const dir = mkdtempSync(join(tmpdir(), 'parley-server-'))
  const settings = readSettings({
    DATA_DIR: dir,
    DATABASE_URL: 'sqlite::memory:',
    DIRECT_LINE_SECRET: secret,
    IDENTITY_SECRET: identitySecret,
    RATE_PER_IP: '0',
    RATE_PER_CONVERSATION: '0',
    RATE_STARTS_PER_IP: '0',
    ...env,
  })
  const db = await openDatabase(settings.DATABASE_URL)
  const parley: Parley = {
    settings,
    db,
    takeTurn: turnsOf(db),
    model: () => {
      throw new Problem('unavailable', 'NoModel', 'No model serves here.')
    },
    project: 'intents',
    ...(log && { log }),
  }
  const server = createServer(parley, routes)
  const connections = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    parley,
    db,
    breakOff: () => connections.forEach((socket) => socket.destroy()),
    async close() {
      await drain(server, 2_000)
      await db.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** Says back what it hears, with a button when it hears "buttons". */
export const echo =
  (db: Database) =>
  async (message: CustomerMessage): Promise<Receipt> => {
    const { conversation, ...said } = message
    const buttons = [
      { title: 'Where is my order?', payload: '/order_status' },
      { title: 'Something else', payload: 'something else' },
    ]
    const answers: Event[] = [
      { kind: 'decided', steps: [], trace: { model: 'echo' } },
      {
        kind: 'bot-said',
        text: `Heard: ${message.payload ?? message.text}`,
        ...(message.text.includes('buttons') && { buttons }),
      },
    ]
    return record(db, { conversation, events: [{ kind: 'customer-said', ...said }, ...answers] })
  }
