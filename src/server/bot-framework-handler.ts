import type { Request, Response } from 'express'
import type { LoadedBot } from './load-bot.ts'

/** `POST /api/messages`: what Bot Framework channels and the Emulator send. */
export function botFrameworkHandler(load: () => Promise<LoadedBot>) {
  return async (request: Request, response: Response): Promise<void> => {
    const { framework } = await load()
    // The socket's own peer: what a proxy says of its client does not make that client local.
    const peer = request.headers['x-forwarded-for'] ? undefined : request.socket.remoteAddress
    const answer = await framework.receive(request.body, request.headers.authorization ?? '', peer)
    if (answer.body === undefined) response.status(answer.status).end()
    else response.status(answer.status).json(answer.body)
  }
}
