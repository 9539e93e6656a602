import express from 'express'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { Problem } from '../problem.ts'
import { badSyntax } from './as-problem.ts'

const LONGEST_BYTES = 256 * 1024

const DEEPEST = 64

/** How Direct Line's clients name the type. */
const plainTypes: ReadonlySet<string> = new Set([
  'application/json',
  'application/json; charset=utf-8',
  'application/json;charset=UTF-8',
])

const BYTE_ORDER_MARK = '\uFEFF'

/** Bodies shorter than this cannot nest so deep that a recursive reader runs out of stack. */
const SHALLOW_BYTES = 2_048

/**
 * Parses JSON bodies up to 256 KB. Compressed ones are refused unread: a few bytes can unfold into
 * gigabytes, and Node 20 is past mending its decoders.
 */
export function jsonBody() {
  return express.json({ inflate: false, limit: LONGEST_BYTES, strict: true, verify: checkDepth })
}

const general = jsonBody()

/**
 * The body of a request that did not come by way of Express's layers. What Direct Line's clients
 * send is read at once, which takes half the time; anything else by `jsonBody`, with the same answer.
 */
export function readJson(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  return new Promise((resolve, reject) => {
    if (isPlain(request.headers)) return readPlain(request, resolve, reject)
    const body: IncomingMessage & { body?: unknown } = request
    general(request, response, (error?: unknown) => (error ? reject(error) : resolve(body.body)))
  })
}

function isPlain(headers: IncomingHttpHeaders): boolean {
  const length = Number(headers['content-length'])
  return (
    plainTypes.has(headers['content-type'] ?? '') &&
    headers['content-encoding'] === undefined &&
    headers['transfer-encoding'] === undefined &&
    length > 0 &&
    length <= LONGEST_BYTES
  )
}

/** Node holds the body to its Content-Length. Of one that breaks off nobody waits for an answer. */
function readPlain(
  request: IncomingMessage,
  resolve: (body: unknown) => void,
  reject: (error: unknown) => void,
): void {
  let bytes: Buffer | undefined
  request.on('data', (chunk: Buffer) => {
    bytes = bytes ? Buffer.concat([bytes, chunk]) : chunk
  })
  request.on('end', () => {
    try {
      resolve(parse(bytes ?? Buffer.alloc(0)))
    } catch (error) {
      reject(error)
    }
  })
}

function parse(bytes: Buffer): unknown {
  checkDepth(null, null, bytes)
  const body = parsed(bytes.toString())
  if (typeof body !== 'object' || body === null) throw badSyntax()
  return body
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text)
  } catch {
    throw badSyntax()
  }
}

function checkDepth(_request: unknown, _response: unknown, body: Buffer): void {
  if (body.length < SHALLOW_BYTES || depthOf(body) <= DEEPEST) return
  throw new Problem(
    'invalid',
    'BadArgument',
    `The JSON of the request is nested deeper than ${DEEPEST} levels.`,
  )
}

/** How deep arrays and objects nest, brackets inside of strings not counted. */
export function depthOf(json: Uint8Array): number {
  let depth = 0
  let deepest = 0
  let isText = false
  for (let at = 0; at < json.length; at++) {
    const byte = json[at]
    if (isText) {
      if (byte === 0x5c) at++
      else if (byte === 0x22) isText = false
    } else if (byte === 0x22) isText = true
    else if (byte === 0x5b || byte === 0x7b) deepest = Math.max(deepest, ++depth)
    else if (byte === 0x5d || byte === 0x7d) depth--
  }
  return deepest
}
