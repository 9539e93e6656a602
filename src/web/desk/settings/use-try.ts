import { useSignal, type Signal } from '@preact/signals'

/** Tries what the server may refuse, and keeps its words when it does. */
export function useTry(): {
  readonly problem: Signal<string | null>
  readonly tryTo: (work: () => Promise<unknown>) => void
} {
  const problem = useSignal<string | null>(null)
  const tryTo = (work: () => Promise<unknown>) => {
    problem.value = null
    work().catch((refusal: Error) => (problem.value = refusal.message))
  }
  return { problem, tryTo }
}
