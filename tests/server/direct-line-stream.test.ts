import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { claim } from '../../src/handoff/claim.ts'
import { say as answer } from '../../src/handoff/say.ts'
import { createTokens } from '../../src/channels/direct-line-tokens.ts'
import { announceTyping } from '../../src/server/live.ts'
import { call, read, say, visit, type Page, type Started } from './call.ts'
import { secret, serve, type Served } from './serve.ts'

let served: Served
beforeAll(async () => {
  served = await serve()
})
afterAll(() => served.close())

const agent = { id: 'nadia', name: 'Nadia' }

type Stream = {
  readonly socket: WebSocket
  readonly frames: Page[]
  texts(): (string | undefined)[]
  /** Waits until the condition holds. */
  until(holds: () => boolean): Promise<void>
  close(): Promise<void>
}

async function open(url: string, headers: Record<string, string> = {}): Promise<Stream> {
  const socket = new WebSocket(url, { headers })
  const frames: Page[] = []
  let look = nothing
  socket.on('message', (data: Buffer) => {
    if (data.length === 0) return
    frames.push(JSON.parse(data.toString()) as Page)
    look()
  })
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('error', reject)
  })
  const until = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      look = () => holds() && resolve()
      look()
    })
  return {
    socket,
    frames,
    until,
    texts: () => frames.flatMap(({ activities }) => activities.map(({ text }) => text)),
    close: () =>
      new Promise((resolve) => {
        socket.on('close', () => resolve())
        socket.close()
      }),
  }
}

/** What refuses an upgrade: its status and code. */
async function refusal(url: string, headers: Record<string, string> = {}): Promise<string> {
  const socket = new WebSocket(url, { headers })
  return new Promise((resolve) => {
    socket.on('open', () => resolve('open'))
    socket.on('error', () => {})
    socket.on('unexpected-response', (_request, response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.on('end', () => {
        const { error } = JSON.parse(text) as { error: { code: string } }
        resolve(`${response.statusCode} ${error.code}`)
      })
    })
  })
}

async function reconnect(started: Started, watermark?: string): Promise<string> {
  const query = watermark === undefined ? '' : `?watermark=${watermark}`
  const path = `/v3/directline/conversations/${started.id}${query}`
  const { json } = await call(served.url, 'GET', path, { token: started.token })
  return (json as { streamUrl: string }).streamUrl
}

const four = ['one', 'Heard: one', 'two', 'Heard: two']

describe('a stream', () => {
  test('brings each message once and in order, with the watermark that follows it', async () => {
    const started = await visit(served.url)
    const stream = await open(started.streamUrl)
    await say(served.url, started, 'one')
    await say(served.url, started, 'two')
    await stream.until(() => stream.texts().length >= 4)
    expect(stream.texts()).toEqual(four)
    expect(stream.frames.at(-1)?.watermark).toBe('6')
    expect((await read(served.url, started)).watermark).toBe('6')
    await stream.close()
  })

  test('replays from its watermark, and without one only what is new', async () => {
    const started = await visit(served.url)
    await say(served.url, started, 'one')
    await say(served.url, started, 'two')
    const whole = await open(await reconnect(started, ''))
    const part = await open(await reconnect(started, '3'))
    const news = await open(await reconnect(started))
    await whole.until(() => whole.texts().length >= 4)
    await part.until(() => part.texts().length >= 2)
    await say(served.url, started, 'three')
    const three = ['three', 'Heard: three']
    for (const stream of [whole, part, news]) {
      await stream.until(() => stream.texts().includes('Heard: three'))
    }
    expect(whole.texts()).toEqual([...four, ...three])
    expect(part.texts()).toEqual([...four.slice(2), ...three])
    expect(news.texts()).toEqual(three)
    await Promise.all([whole, part, news].map((stream) => stream.close()))
  })

  test('loses nothing and doubles nothing when it breaks off again and again', async () => {
    const started = await visit(served.url)
    const seen: (string | undefined)[] = []
    let watermark = ''
    const all = Array.from({ length: 30 }, (_, index) => `message ${index}`)
    const sending = (async () => {
      for (const text of all) await say(served.url, started, text)
    })()
    while (seen.length < 60) {
      const stream = await open(await reconnect(started, watermark))
      await stream.until(() => stream.frames.length > 0)
      stream.socket.terminate()
      const frames = [...stream.frames]
      seen.push(...frames.flatMap(({ activities }) => activities.map(({ text }) => text)))
      watermark = frames.at(-1)?.watermark ?? watermark
    }
    await sending
    expect(seen).toEqual(all.flatMap((text) => [text, `Heard: ${text}`]))
  })

  test('stays open in every tab, and all see the same', async () => {
    const started = await visit(served.url)
    const tabs = [await open(started.streamUrl)]
    for (let i = 0; i < 3; i++) tabs.push(await open(await reconnect(started, '')))
    await Promise.all(['a', 'b', 'c', 'd'].map((text) => say(served.url, started, text)))
    for (const tab of tabs) await tab.until(() => tab.texts().length >= 8)
    for (const tab of tabs) {
      expect(tab.texts()).toEqual(tabs[0]?.texts())
      expect(tab.socket.readyState).toBe(WebSocket.OPEN)
    }
    await Promise.all(tabs.map((tab) => tab.close()))
  })

  test('brings what an agent says, in the order of the log', async () => {
    const started = await visit(served.url)
    const stream = await open(started.streamUrl)
    await say(served.url, started, 'one')
    await claim(served.db, started.id, agent)
    const message = { conversation: started.id, clientId: 'x', text: 'Here I am', agent }
    await answer(served.db, message)
    await stream.until(() => stream.texts().includes('Here I am'))
    expect(stream.texts()).toEqual(['one', 'Heard: one', undefined, 'Here I am'])
    await stream.close()
  })

  test('brings a history longer than a frame', async () => {
    const started = await visit(served.url)
    for (let i = 0; i < 120; i++) await say(served.url, started, `m${i}`)
    const stream = await open(await reconnect(started, ''))
    await stream.until(() => stream.texts().length >= 240)
    expect(stream.texts().filter((_, index) => index % 2 === 0)).toEqual(
      Array.from({ length: 120 }, (_, index) => `m${index}`),
    )
    expect(stream.frames.length).toBeGreaterThan(1)
    await stream.close()
  })

  test('brings typing of the other side, which moves no watermark and is not in the log', async () => {
    const started = await visit(served.url)
    const stream = await open(started.streamUrl)
    announceTyping(started.id, { side: 'customer' })
    announceTyping(started.id, { side: 'agent', name: 'Nadia' })
    announceTyping(started.id, { side: 'agent', name: 'Nadia' })
    await say(served.url, started, 'one')
    await stream.until(() => stream.texts().includes('one'))
    const typing = stream.frames.filter(({ activities }) => activities[0]?.type === 'typing')
    expect(typing).toHaveLength(1)
    expect(typing[0]?.watermark).toBeUndefined()
    expect(typing[0]?.activities[0]?.from).toMatchObject({ name: 'Nadia', role: 'bot' })
    expect((await read(served.url, started)).activities.map(({ type }) => type)).toEqual([
      'message',
      'message',
    ])
    await stream.close()
  })

  test('takes empty frames, and closes on anything that is not text or too large', async () => {
    const started = await visit(served.url)
    const closed = async (send: (socket: WebSocket) => void): Promise<number> => {
      const { socket } = await open(await reconnect(started))
      return new Promise((resolve) => {
        socket.on('close', resolve)
        socket.on('error', () => {})
        send(socket)
      })
    }
    expect(await closed((socket) => socket.send(Buffer.from([1, 2, 3])))).toBe(1003)
    expect(await closed((socket) => socket.send('x'.repeat(20_000)))).toBe(1009)
    // Under a flood the farewell may not get through.
    expect([1008, 1006]).toContain(await closed(flood))
    const stream = await open(await reconnect(started))
    stream.socket.send('')
    await say(served.url, started, 'one')
    await stream.until(() => stream.texts().includes('one'))
    await stream.close()
  })
})

describe('a stream is refused', () => {
  test('without a token of this conversation', async () => {
    const mine = await visit(served.url)
    const theirs = await visit(served.url)
    expect(await refusal(streamOf(mine.id, ''))).toBe('401 MissingCredentials')
    expect(await refusal(streamOf(mine.id, '?t=a.b.c'))).toBe('403 BadToken')
    expect(await refusal(streamOf(mine.id, `?t=${theirs.token}`))).toBe('403 WrongConversation')
    expect(await refusal(streamOf(mine.id, `?t=${mine.token}&watermark=x`))).toBe('400 BadArgument')
    expect(await refusal(streamOf(mine.id, `?t=${mine.token}`))).toBe('open')
    expect(await refusal(`${served.url.replace('http', 'ws')}/elsewhere`)).toBe('404 NotFound')
  })

  test('to pages of other websites', async () => {
    const { streamUrl } = await visit(served.url)
    const headers = { Origin: 'https://evil.test' }
    expect(await refusal(streamUrl, headers)).toBe('403 OriginNotAllowed')
    expect(await refusal(streamUrl, { Origin: served.url })).toBe('open')
  })

  test('when its address is older than a minute', async () => {
    const { id } = await visit(served.url)
    const then = createTokens(secret, () => Date.now() - 61_000)
    const token = await then.issue({ conversation: id }, 'stream', 60)
    expect(await refusal(streamOf(id, `?t=${token}`))).toBe('403 TokenExpired')
  })

  test('when the token is of a conversation that never began', async () => {
    const token = await createTokens(secret).issue({ conversation: 'none' }, 'conversation', 60)
    expect(await refusal(streamOf('none', `?t=${token}`))).toBe('404 ConversationNotFound')
  })
})

describe('a client that does not read', () => {
  test('is let go, and the others are none the worse', async () => {
    const started = await visit(served.url)
    const good = await open(started.streamUrl)
    const { pathname, search, port } = new URL(await reconnect(started, ''))
    const stuck = connect({ port: Number(port), host: '127.0.0.1' })
    const closed = new Promise<void>((resolve) => stuck.on('close', () => resolve()))
    stuck.on('error', () => {})
    stuck.write(
      `GET ${pathname}${search} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    )
    await new Promise((resolve) => stuck.once('data', resolve))
    stuck.pause()
    const most = 800
    for (let sent = 0; sent < most; sent += 50) {
      const fifty = Array.from({ length: 50 }, () => say(served.url, started, '好'.repeat(4_000)))
      await Promise.all(fifty)
    }
    await good.until(() => good.texts().length >= 2 * most)
    expect(good.socket.readyState).toBe(WebSocket.OPEN)
    // What the kernel still holds is read, and then comes the end.
    setTimeout(() => stuck.resume(), 2_500)
    await closed
    await good.close()
  })
})

const nothing = () => {}

function flood(socket: WebSocket): void {
  for (let i = 0; i < 1_000; i++) socket.ping()
}

function streamOf(id: string, query: string): string {
  return `${served.url.replace('http', 'ws')}/v3/directline/conversations/${id}/stream${query}`
}
