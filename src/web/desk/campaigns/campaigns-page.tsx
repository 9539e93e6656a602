import type { PageProps } from '../pages/page.ts'
import { pageLink } from '../place.ts'
import { Tabs } from '../sales/tabs.tsx'
import { words } from '../sales/words.ts'
import { SegmentEditor } from '../segments/segment-editor.tsx'
import { SegmentList } from '../segments/segment-list.tsx'
import { CampaignList } from './campaign-list.tsx'
import { CampaignView } from './campaign-view.tsx'
import '../sales/sales.css'
import './campaigns.css'

/** `#/campaigns`, `#/campaigns/ID` or `new`; `#/campaigns/segments`, `#/campaigns/segments/ID`. */
export default function CampaignsPage({ path }: PageProps) {
  const w = words.value
  const [part, id] = path
  const isSegments = part === 'segments'
  return (
    <div class="sheet">
      <header class="sheet-head">
        <h2>{isSegments ? w.segments : w.campaigns}</h2>
        <Tabs
          label={w.campaigns}
          tabs={[
            { href: pageLink('campaigns'), name: w.campaigns, isOpen: !isSegments },
            { href: pageLink('campaigns', ['segments']), name: w.segments, isOpen: isSegments },
          ]}
        />
      </header>
      {isSegments ? (
        id ? (
          <SegmentEditor key={id} id={id === 'new' ? null : id} />
        ) : (
          <SegmentList />
        )
      ) : part ? (
        <CampaignView key={part} id={part === 'new' ? null : part} />
      ) : (
        <CampaignList />
      )}
    </div>
  )
}
