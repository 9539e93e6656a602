import { keepClocks } from '../crm/service/keep-clocks.ts'
import { paceOf } from './pace-of.ts'
import type { Parley } from './parley.ts'

const everyMs = 5_000

/** Sees to the clocks of tickets while the server runs; returns what ends that. */
export function keepTicketClocks(
  parley: Pick<Parley, 'db' | 'settings' | 'model'>,
  report: (error: unknown) => void,
): () => void {
  let isBusy = false
  const look = async (): Promise<void> => {
    if (isBusy) return
    isBusy = true
    try {
      while ((await keepClocks(parley.db, paceOf(parley))) > 0);
    } catch (error) {
      report(error)
    } finally {
      isBusy = false
    }
  }
  const timer = setInterval(() => void look(), everyMs)
  void look()
  return () => clearInterval(timer)
}
