import type { RecordVersion, SalesBoard } from '../../../server/wire.ts'
import { moment } from '../../shared/times.ts'
import { useFetched } from '../fetched.ts'
import { stageName } from './stage-name.ts'
import { words } from './words.ts'

/** Who changed what, the latest first; of a stage, from where to where. */
export function OpportunityHistory({ id, stages }: { id: string; stages: SalesBoard['stages'] }) {
  const w = words.value
  const history = useFetched<{ versions: RecordVersion[] }>(
    `/api/v1/opportunities/${encodeURIComponent(id)}/history`,
  )
  const versions = history.value?.versions ?? []
  if (versions.length === 0) return null
  const said = ({ what, fields }: RecordVersion) =>
    what === 'made'
      ? w.made
      : fields
          .map(({ field, was, became }) =>
            field === 'stage'
              ? [was, became].map((one) => stageName(one as string, stages)).join(' → ')
              : w.changedFields(labelOf(field)),
          )
          .join(' · ')
  return (
    <section class="opportunity-history">
      <h3>{w.history}</h3>
      <ol>
        {versions.map((version) => (
          <li key={version.version}>
            <time dateTime={version.at}>{moment(version.at)}</time> {said(version)}{' '}
            <bdi>{w.versionBy(version.by.name)}</bdi>
          </li>
        ))}
      </ol>
    </section>
  )
}

function labelOf(field: string): string {
  const w = words.value
  const labels: Readonly<Record<string, string>> = {
    title: w.title,
    customer: w.customer,
    amountCents: w.amount,
    currency: w.currency,
    probability: w.probability,
    expectedClose: w.expectedClose,
    owner: w.owner,
    reason: w.reason,
    note: w.note,
  }
  return labels[field] ?? field
}
