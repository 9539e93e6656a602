import { Problem } from '../problem.ts'
import { networkOf } from './network-of.ts'

type Count = { failures: number; waitUntil: number; forgetAt: number }

/** Free tries, and the longest wait in seconds, by what is counted. */
const limits = {
  /** One place trying one account. */
  pair: { free: 5, longest: 900 },
  /** One place trying many accounts. */
  place: { free: 20, longest: 900 },
  /** Many places trying one account: kept short, or anybody could lock its owner out for good. */
  account: { free: 30, longest: 30 },
} as const

const hour = 3_600_000
const mostCounts = 50_000

export type BackOff = {
  /** Counts a try before it is made; Problem 'TooMany' when it must wait. */
  tries(email: string, ip: string): void
  /** The try was right: it does not count, and this place is trusted with the account again. */
  succeeds(email: string, ip: string): void
}

/**
 * Makes guessing passwords slow: after the free tries each further one doubles the wait, per
 * account and place, per place and per account. Unknown accounts count like known ones.
 */
export function createBackOff(now: () => number = Date.now): BackOff {
  const counts = new Map<string, Count>()

  return {
    tries(email, ip) {
      const wait =
        Math.max(...keys(email, ip).map(([, key]) => counts.get(key)?.waitUntil ?? 0)) - now()
      if (wait > 0) throw tooMany(Math.ceil(wait / 1000))
      for (const [kind, key] of keys(email, ip)) {
        const failures = (fresh(counts, key, now())?.failures ?? 0) + 1
        const { free, longest } = limits[kind]
        const seconds = failures < free ? 0 : Math.min(longest, 2 ** Math.min(failures - free, 20))
        counts.delete(key)
        counts.set(key, { failures, waitUntil: now() + seconds * 1000, forgetAt: now() + hour })
      }
      for (const key of counts.keys()) {
        if (counts.size <= mostCounts) break
        counts.delete(key)
      }
    },
    succeeds(email, ip) {
      for (const [kind, key] of keys(email, ip)) {
        const count = counts.get(key)
        if (!count) continue
        if (kind === 'pair' || count.failures <= 1) counts.delete(key)
        else counts.set(key, { ...count, failures: count.failures - 1, waitUntil: 0 })
      }
    },
  }
}

const keys = (email: string, ip: string) =>
  [
    ['pair', `pair ${email} ${networkOf(ip)}`],
    ['place', `place ${networkOf(ip)}`],
    ['account', `account ${email}`],
  ] as const

function fresh(counts: Map<string, Count>, key: string, now: number): Count | undefined {
  const count = counts.get(key)
  return count && count.forgetAt > now ? count : undefined
}

function tooMany(seconds: number): Problem {
  return new Problem(
    'not-allowed',
    'TooMany',
    `Too many attempts to sign in. Please wait ${seconds} ${seconds === 1 ? 'second' : 'seconds'} and try again.`,
    { retryAfter: seconds },
  )
}
