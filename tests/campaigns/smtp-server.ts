import { SMTPServer } from 'smtp-server'
import type { AddressInfo } from 'node:net'

export type Received = { readonly to: string; readonly raw: string }

export type TestSmtp = {
  readonly url: string
  readonly received: readonly Received[]
  close(): Promise<void>
}

/**
 * A mail server that keeps what it gets. `answer` may refuse a letter with an SMTP status of its own
 * once it has arrived, `rcpt` an address before.
 */
export async function startSmtp({
  rcpt = () => null,
  answer = () => null,
}: {
  readonly rcpt?: (address: string) => number | null
  readonly answer?: (received: Received) => number | null | Promise<number | null>
} = {}): Promise<TestSmtp> {
  const received: Received[] = []
  const failure = (status: number) => Object.assign(new Error('no'), { responseCode: status })
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, done) {
      const status = rcpt(address)
      done(status === null ? null : failure(status))
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      const arrived = async () => {
        const raw = Buffer.concat(chunks).toString()
        const letter = { to: session.envelope.rcptTo[0]?.address ?? '', raw }
        received.push(letter)
        const status = await answer(letter)
        done(status === null ? null : failure(status))
      }
      stream.on('end', () => void arrived())
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
