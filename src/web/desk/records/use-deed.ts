import { useSignal } from '@preact/signals'
import { Refusal } from '../../shared/call.ts'
import { words } from './words.ts'

/** Does one thing at the server, and keeps what it refused in its own words. */
export function useDeed(): {
  readonly refusal: string | null
  readonly run: (deed: () => Promise<unknown>) => void
} {
  const refusal = useSignal<string | null>(null)
  return {
    refusal: refusal.value,
    run(deed) {
      refusal.value = null
      deed().catch((problem: unknown) => {
        refusal.value = problem instanceof Refusal ? problem.message : words.value.failed
      })
    },
  }
}
