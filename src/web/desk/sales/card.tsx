import type { Opportunity, SalesBoard } from '../../../server/wire.ts'
import { day } from '../../shared/times.ts'
import { mayWrite } from '../may-write.ts'
import { stageName } from './stage-name.ts'
import { amount } from './money.ts'
import { words } from './words.ts'

/** One opportunity in its column. The stage is a list to choose from: keys move it as well. */
export function Card(props: {
  opportunity: Opportunity
  stages: SalesBoard['stages']
  href: string
  onMove: (stage: string) => void
}) {
  const w = words.value
  const { opportunity, stages, href, onMove } = props
  const { title, customerName, stage, expectedClose, closedAt, ownerName } = opportunity
  const isOverdue =
    !closedAt && expectedClose !== null && expectedClose < new Date().toISOString().slice(0, 10)
  return (
    <li class="card">
      <a href={href}>{title}</a>
      {customerName && (
        <p>
          <bdi>{customerName}</bdi>
        </p>
      )}
      <p class="card-amount">
        {amount(opportunity.amountCents, opportunity.currency)}
        {!closedAt && <span class="tag">{`${probabilityOf(opportunity, stages)} %`}</span>}
      </p>
      <p class="card-day">
        {closedAt ? w.closedOn(day(closedAt)) : expectedClose && w.closes(day(expectedClose))}{' '}
        {isOverdue && <span class="tag tag-warn">{w.overdue}</span>}
      </p>
      {opportunity.reason && <p class="card-day">{opportunity.reason}</p>}
      <p class="card-foot">
        <select
          aria-label={w.moveTo(title)}
          value={stage}
          disabled={!mayWrite()}
          onChange={({ currentTarget }) => {
            const to = currentTarget.value
            // It is there once the server says so.
            currentTarget.value = stage
            onMove(to)
          }}
        >
          {[...stages.map(({ id }) => id), 'won', 'lost'].map((id) => (
            <option key={id} value={id}>
              {stageName(id, stages)}
            </option>
          ))}
        </select>
        <bdi>{ownerName ?? w.nobody}</bdi>
      </p>
    </li>
  )
}

const probabilityOf = ({ probability, stage }: Opportunity, stages: SalesBoard['stages']): number =>
  probability ?? stages.find(({ id }) => id === stage)?.probability ?? 0
