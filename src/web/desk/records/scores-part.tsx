import type { Schemas } from '../../shared/api-types.ts'
import { moment } from '../../shared/times.ts'
import { words } from './words.ts'

/** What was worked out about a customer; nobody can change it. */
export function ScoresPart({ scores }: { scores: Schemas['Customer']['scores'] }) {
  const names: Readonly<Record<string, string>> = words.value.fields
  if (scores.length === 0) return null
  return (
    <dl class="facts">
      {scores.map(({ name, value, at }) => (
        <div key={name} class="fact">
          <dt>{names[`scores.${name}`] ?? name}</dt>
          <dd>
            {Math.round(100 * value)} % <span class="faint">{moment(at)}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
