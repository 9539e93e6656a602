import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Problem } from '../problem.ts'
import type { Settings } from '../settings.ts'
import { networkOf } from './network-of.ts'

export type RateLimits = {
  /** Any request or socket of an address. */
  readonly countRequest: Count
  /** A conversation begun from an address. */
  readonly countStart: Count
  /** A message in a conversation. */
  readonly countMessage: Count
  /** A call with an API key. */
  readonly countKey: Count
}

/** Throws a Problem `TooMany` that says when to try again; null where nothing is limited. */
type Count = ((what: string | undefined) => Promise<void>) | null

export function createRateLimits(settings: Settings): RateLimits {
  return {
    countRequest: counter(settings.RATE_PER_IP, 60, networkOf),
    countStart: counter(settings.RATE_STARTS_PER_IP, 3_600, networkOf),
    countMessage: counter(settings.RATE_PER_CONVERSATION, 60, (conversation) => conversation),
    countKey: counter(settings.RATE_PER_KEY, 60, (key) => key),
  }
}

function counter(points: number, seconds: number, keyOf: (what: string) => string): Count {
  if (points === 0) return null
  const limiter = new RateLimiterMemory({ points, duration: seconds })
  return (what = '') => count(limiter, keyOf(what))
}

async function count(limiter: RateLimiterMemory, key: string): Promise<void> {
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
