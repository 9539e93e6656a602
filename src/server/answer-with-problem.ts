/** The only place that turns a problem into a status. */

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ErrorRequestHandler } from 'express'
import type { Logger } from 'pino'
import { Problem, type ProblemKind } from '../problem.ts'
import { asProblem } from './as-problem.ts'
import type { WireProblem } from './wire.ts'

const statusByKind: Readonly<Record<ProblemKind, number>> = {
  invalid: 400,
  'not-found': 404,
  'not-allowed': 403,
  conflict: 409,
  unavailable: 503,
}

/** HTTP has a better word for these than their kind's. */
const statusByCode: Readonly<Record<string, number>> = {
  MissingCredentials: 401,
  NotSignedIn: 401,
  BadCredentials: 401,
  TooLong: 413,
  MessageTooLong: 413,
  MessageSizeTooBig: 413,
  EncodingNotSupported: 415,
  UploadsNotSupported: 415,
  TooMany: 429,
  KeyReused: 422,
  IfMatchMissing: 428,
  BotRejectedActivity: 502,
}

export function statusOf({ kind, code }: Problem): number {
  return statusByCode[code] ?? statusByKind[kind]
}

/** The body of every refusal, as Direct Line has it. */
export function bodyOf({ code, message, retryAfter, details }: Problem): WireProblem {
  return {
    error: {
      code,
      message,
      ...(retryAfter !== undefined && { retryAfter }),
      ...(details && { details }),
    },
  }
}

const bug = new Problem(
  'unavailable',
  'SomethingWentWrong',
  'Something went wrong. Please try again.',
)

/** How a problem is written. */
export type ProblemForm = { readonly type: string; readonly bodyOf: (problem: Problem) => object }

const usual: ProblemForm = { type: 'application/json; charset=utf-8', bodyOf }

export function answerWithProblem(log: Logger, form = usual): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (!tellProblem(error, request, response, log, form)) next(error)
  }
}

/** Logs what is not a person's doing, once, and answers; false when an answer has begun already. */
export function tellProblem(
  error: unknown,
  request: IncomingMessage,
  response: ServerResponse,
  log: Logger,
  form = usual,
): boolean {
  const problem = asProblem(error)
  const cause: unknown = problem?.kind === 'unavailable' ? problem.cause : undefined
  if (!problem) log.error({ request: response.getHeader('X-Request-Id'), err: error }, 'bug')
  else if (cause)
    log.error({ request: response.getHeader('X-Request-Id'), err: cause }, problem.code)
  if (response.headersSent) return false
  const { retryAfter } = problem ?? bug
  if (retryAfter !== undefined) response.setHeader('Retry-After', Math.ceil(retryAfter))
  // Of a body that was refused unread nobody waits for the rest.
  if (!request.complete) response.setHeader('Connection', 'close')
  response.statusCode = problem ? statusOf(problem) : 500
  const body = JSON.stringify(form.bodyOf(problem ?? bug))
  response.setHeader('Content-Type', form.type)
  response.setHeader('Content-Length', Buffer.byteLength(body))
  response.end(body)
  return true
}
