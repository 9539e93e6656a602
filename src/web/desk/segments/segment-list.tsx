import type { Segment } from '../../../server/wire.ts'
import { day } from '../../shared/times.ts'
import { useFetched } from '../fetched.ts'
import { pageLink } from '../place.ts'
import { mayWrite } from '../may-write.ts'
import { me } from '../state.ts'
import { words } from '../sales/words.ts'

/** The saved segments by name. */
export function SegmentList() {
  const w = words.value
  const page = useFetched<{ items: Segment[] }>('/api/v1/segments?limit=200')
  return (
    <>
      {mayWrite() && (
        <div class="sheet-tools">
          <a class="button button-main" href={pageLink('campaigns', ['segments', 'new'])}>
            {w.newSegment}
          </a>
        </div>
      )}
      {page.problem && <p class="notice">{page.problem}</p>}
      {page.value?.items.length === 0 && <p class="figures-help">{w.noSegments}</p>}
      <ul class="rows">
        {page.value?.items.map(({ id, name, madeBy, madeAt }) => (
          <li key={id}>
            <a href={pageLink('campaigns', ['segments', id])}>
              <bdi>{name}</bdi>
            </a>
            <span class="faint">{w.madeBy(madeBy, day(madeAt))}</span>
            {me.value?.role === 'admin' && (
              <a
                href={`/api/v1/export/customers?segment=${id}`}
                download
                aria-label={`${w.downloadMembers}: ${name}`}
              >
                CSV
              </a>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
