import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Problem } from '../problem.ts'
import type { Settings } from '../settings.ts'
import { networkOf } from './network-of.ts'

export type RateLimits = {
  /** Any request or socket of an address. */
  readonly countRequest: (ip: string | undefined) => Promise<void>
  /** A conversation begun from an address. */
  readonly countStart: (ip: string | undefined) => Promise<void>
  /** A message in a conversation. */
  readonly countMessage: (conversation: string) => Promise<void>
}

/** Each throws a Problem `TooMany` that says when to try again. */
export function createRateLimits(settings: Settings): RateLimits {
  const requests = limiter(settings.RATE_PER_IP, 60)
  const starts = limiter(settings.RATE_STARTS_PER_IP, 3_600)
  const messages = limiter(settings.RATE_PER_CONVERSATION, 60)
  return {
    countRequest: async (ip) => count(requests, networkOf(ip ?? '')),
    countStart: async (ip) => count(starts, networkOf(ip ?? '')),
    countMessage: async (conversation) => count(messages, conversation),
  }
}

function limiter(points: number, seconds: number): RateLimiterMemory | null {
  return points === 0 ? null : new RateLimiterMemory({ points, duration: seconds })
}

async function count(limiter: RateLimiterMemory | null, key: string): Promise<void> {
  if (!limiter) return
  try {
    await limiter.consume(key)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
    throw new Problem(
      'not-allowed',
      'TooMany',
      `That was too much at once. Please try again in ${seconds} seconds.`,
      { retryAfter: seconds },
    )
  }
}
