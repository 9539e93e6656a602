import type { Campaign } from '../../../server/wire.ts'
import { day } from '../../shared/times.ts'
import { useFetched } from '../fetched.ts'
import { pageLink } from '../place.ts'
import { words } from '../sales/words.ts'
import { mayLead } from './may-lead.ts'

/** The campaigns, the latest made first. */
export function CampaignList() {
  const w = words.value
  const page = useFetched<{ items: Campaign[] }>('/api/v1/campaigns?limit=100')
  return (
    <>
      {mayLead() && (
        <div class="sheet-tools">
          <a class="button button-main" href={pageLink('campaigns', ['new'])}>
            {w.newCampaign}
          </a>
        </div>
      )}
      {page.problem && <p class="notice">{page.problem}</p>}
      {page.value?.items.length === 0 && <p class="figures-help">{w.noCampaigns}</p>}
      <ul class="rows">
        {page.value?.items.map(({ id, name, status, channel, madeBy, madeAt }) => (
          <li key={id}>
            <a href={pageLink('campaigns', [id])}>
              <bdi>{name}</bdi>
            </a>
            <span class={`tag ${status === 'running' ? 'tag-good' : ''}`}>
              {w.statuses[status]}
            </span>
            <span class="tag">{w.channels[channel]}</span>
            <span class="faint">{w.madeBy(madeBy, day(madeAt))}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
