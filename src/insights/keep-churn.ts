import { Worker } from 'node:worker_threads'
import type { ChurnRisks, ChurnWork } from './churn-worker.ts'

export type KeptChurn = {
  /** 0 to 1; undefined for whom nothing is known of, or not yet. A look into memory. */
  readonly riskOf: (customer: string) => number | undefined
  readonly stop: () => void
}

const LOOK_MS = 60_000
/** Where no rule asks it is for the desk and for segments, which can wait until all else has begun. */
const UNASKED_MS = 10 * 60_000
/** Customers do not leave by the hour. */
const FRESH_MS = 6 * 60 * 60_000

/**
 * Keeps every customer's churn risk at hand and among their scores, found anew every six hours in a
 * thread of its own from the store at the address that `url` gives then: at once when a rule asks for
 * it, else after a while.
 */
export function keepChurn({
  url,
  isAsked,
  report,
}: {
  readonly url: () => string
  readonly isAsked: () => boolean
  readonly report: (error: unknown) => void
}): KeptChurn {
  let risks: ChurnRisks = new Map()
  let foundAt = -Infinity
  let worker: Worker | null = null
  const begun = performance.now()

  function look(): void {
    const now = performance.now()
    if (worker || now - foundAt < FRESH_MS) return
    if (!isAsked() && now - begun < UNASKED_MS) return
    // Whatever goes wrong is not tried again every minute.
    foundAt = now
    worker = new Worker(new URL('./start-churn-worker.mjs', import.meta.url), {
      workerData: { url: url(), now: new Date() } satisfies ChurnWork,
      execArgv: [],
    })
    worker.on('message', (found: ChurnRisks) => (risks = found))
    worker.on('error', report)
    worker.on('exit', () => (worker = null))
    worker.unref()
  }

  look()
  const timer = setInterval(look, LOOK_MS)
  timer.unref()
  return {
    riskOf: (customer) => risks.get(customer),
    stop: () => {
      clearInterval(timer)
      void worker?.terminate()
    },
  }
}
