import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Filter, SegmentCount } from '../../../server/wire.ts'
import { post } from '../../shared/call.ts'
import { language } from '../../shared/language.ts'
import { words } from '../sales/words.ts'

const WAIT_MS = 400

/** How many a filter finds at this moment, counted anew a moment after it changes. */
export function LiveCount({ filter }: { filter: Filter }) {
  const w = words.value
  const counted = useSignal<SegmentCount | null>(null)
  const problem = useSignal<string | null>(null)
  const isCounting = useSignal(true)
  const asked = JSON.stringify(filter)
  useEffect(() => {
    let isWanted = true
    isCounting.value = true
    const timer = setTimeout(() => {
      post<SegmentCount>('/api/v1/segments/count', { filter: JSON.parse(asked) as Filter })
        .then(
          (answer) => isWanted && ((counted.value = answer), (problem.value = null)),
          (refusal: Error) => isWanted && (problem.value = refusal.message),
        )
        .finally(() => isWanted && (isCounting.value = false))
    }, WAIT_MS)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [asked])
  const number = new Intl.NumberFormat(language.value === 'zh' ? 'zh-CN' : 'en-GB')
  const { count, of, some } = counted.value ?? { count: 0, of: 0, some: [] }
  return (
    <aside class="segment-count" aria-busy={isCounting.value}>
      <p role="status" class={problem.value ? 'notice' : 'segment-number'}>
        {problem.value ??
          (counted.value ? w.count(number.format(count), number.format(of)) : w.counting)}
      </p>
      {!problem.value && some.length > 0 && (
        <>
          <h3>{w.someOfThem}</h3>
          <ul>
            {some.map(({ id, name }) => (
              <li key={id}>
                <bdi>{name}</bdi> <span class="faint">{id}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  )
}
