import express from 'express'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Problem } from '../problem.ts'

const DEEPEST = 64

/** Bodies shorter than this cannot nest so deep that a recursive reader runs out of stack. */
const SHALLOW_BYTES = 2_048

/**
 * Parses JSON bodies up to 256 KB. Compressed ones are refused unread: a few bytes can unfold into
 * gigabytes, and Node 20 is past mending its decoders.
 */
export function jsonBody() {
  return express.json({ inflate: false, limit: 256 * 1024, strict: true, verify: checkDepth })
}

function checkDepth(_request: IncomingMessage, _response: ServerResponse, body: Buffer): void {
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
