import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { Problem } from '../problem.ts'

/** OWASP's figures for argon2id, the library's default kind: 19 MiB, two passes. */
const settings = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

// Chat goes before sign-in: a flood of passwords may take half the cores, and never a long queue.
const atOnce = Math.max(1, Math.floor(availableParallelism() / 2))
const mostWaiting = 40
const waiting: (() => void)[] = []
let running = 0

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, settings))
}

/** Takes as long without a stored hash as with one: an unknown account is not told by the time. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const against = stored ?? (await nobody())
  const isRight = await inTurn(() => verify(against, password))
  return isRight && stored !== null
}

let nobodys: Promise<string> | undefined
function nobody(): Promise<string> {
  nobodys ??= hash(randomBytes(32), settings)
  return nobodys
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) {
    if (waiting.length >= mostWaiting) {
      throw new Problem(
        'unavailable',
        'TooMany',
        'Too many people are signing in at this moment. Please try again in a few seconds.',
        { retryAfter: 5 },
      )
    }
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else {
    running++
  }
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}
