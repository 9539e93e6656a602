/**
 * The baseline of `bench -- turn`, run as its own process: an express route that parses the same
 * JSON and makes one durable insert, many requests sharing one sync as the product's turns do.
 */
import express from 'express'
import { join } from 'node:path'
import { SqliteConnection } from '../../src/crm/sqlite-connection.ts'

const [folder, port] = process.argv.slice(2)
const db = new SqliteConnection(join(folder!, 'bare.db'))
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
db.exec('create table message (id integer primary key, conversation text, body text)')
const insert = db.prepare('insert into message (conversation, body) values (?, ?)')

let waiting: { conversation: string; body: string; done: (id: number) => void }[] = []

function commit(): void {
  const group = waiting
  waiting = []
  db.exec('begin immediate')
  const ids = group.map(({ conversation, body }) => insert.run(conversation, body).lastInsertRowid)
  db.exec('commit')
  group.forEach(({ done }, i) => done(Number(ids[i])))
}

const app = express()
app.disable('x-powered-by')
app.get('/readyz', (_request, response) => void response.json({ ready: true }))
app.post(
  '/v3/directline/conversations/:id/activities',
  express.json({ inflate: false }),
  (request, response) => {
    if (waiting.length === 0) setImmediate(commit)
    waiting.push({
      conversation: request.params.id,
      body: JSON.stringify(request.body),
      done: (id) => void response.json({ id: String(id) }),
    })
  },
)
const server = app.listen(Number(port), '127.0.0.1')
// While the product has its rounds: a socket closed meanwhile would fail the next request on it.
server.keepAliveTimeout = 65_000
