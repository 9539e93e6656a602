import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { get } from '../shared/call.ts'

export type Fetched<T> = {
  /** What the server answered last; null before. */
  readonly value: T | null
  /** Its words when it refused. */
  readonly problem: string | null
  readonly load: () => Promise<void>
}

/** Reads a path, and again when it changes or `load` is called. */
export function useFetched<T>(path: string | null): Fetched<T> {
  const value = useSignal<T | null>(null)
  const problem = useSignal<string | null>(null)
  const asked = useSignal(0)
  const load = async () => {
    if (path === null) return
    const mine = ++asked.value
    try {
      const answer = await get<T>(path)
      // Answers may overtake each other.
      if (mine === asked.value) {
        value.value = answer
        problem.value = null
      }
    } catch (refusal) {
      if (mine === asked.value) problem.value = (refusal as Error).message
    }
  }
  useEffect(() => {
    void load()
  }, [path])
  return { value: value.value, problem: problem.value, load }
}
