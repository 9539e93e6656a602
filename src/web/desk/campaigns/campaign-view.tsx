import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Campaign, CampaignFigures } from '../../../server/wire.ts'
import { post, send } from '../../shared/call.ts'
import { useFetched } from '../fetched.ts'
import { Notice } from '../notice.tsx'
import { pageLink } from '../place.ts'
import { words } from '../sales/words.ts'
import { CampaignForm, type Plan } from './campaign-form.tsx'
import { CampaignSteps } from './campaign-steps.tsx'
import { Effect } from './effect.tsx'
import { mayLead } from './may-lead.ts'
import { Progress } from './progress.tsx'

const LOOK_EVERY_MS = 3_000

/** One campaign: a draft to write, later how far it is and what it did. */
export function CampaignView({ id }: { id: string | null }) {
  const w = words.value
  const address = id && `/api/v1/campaigns/${encodeURIComponent(id)}`
  const campaign = useFetched<Campaign>(address)
  const { status } = campaign.value ?? { status: 'draft' }
  const isDraft = status === 'draft'
  const figures = useFetched<CampaignFigures>(isDraft ? null : `${address}/figures`)
  const problem = useSignal<string | null>(null)
  const isSaved = useSignal(false)

  useEffect(() => {
    if (!['scheduled', 'starting', 'running'].includes(status)) return
    const timer = setInterval(() => {
      void campaign.load()
      void figures.load()
    }, LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [status])

  async function attempt(work: () => Promise<unknown>): Promise<void> {
    problem.value = null
    isSaved.value = false
    try {
      await work()
    } catch (refusal) {
      problem.value = (refusal as Error).message
    }
  }
  const save = (plan: Plan) =>
    attempt(async () => {
      if (campaign.value) {
        await send('PATCH', address!, plan, campaign.value.version)
        await campaign.load()
        isSaved.value = true
      } else {
        const made = await post<Campaign>('/api/v1/campaigns', plan)
        location.hash = pageLink('campaigns', [made.id])
      }
    })
  const step = (name: string) =>
    attempt(async () => {
      if (name === 'start' && !window.confirm(w.confirmStart)) return
      await post(`${address}/steps`, { step: name })
      await Promise.all([campaign.load(), figures.load()])
    })
  const remove = () =>
    attempt(async () => {
      if (!window.confirm(w.confirmRemove)) return
      await send('DELETE', address!)
      location.hash = pageLink('campaigns')
    })

  if (id && !campaign.value)
    return campaign.problem ? <p class="notice">{campaign.problem}</p> : null
  return (
    <div class="campaign">
      {campaign.value && (
        <header class="campaign-head">
          <h3>
            <bdi>{campaign.value.name}</bdi>
          </h3>
          <span class="tag">{w.statuses[campaign.value.status]}</span>
          <span class="tag">{w.channels[campaign.value.channel]}</span>
          {mayLead() && (
            <CampaignSteps status={campaign.value.status} onStep={(name) => void step(name)} />
          )}
        </header>
      )}
      <Notice says={problem.value} />
      {campaign.value && figures.value && !isDraft && (
        <>
          <Progress campaign={campaign.value} figures={figures.value} />
          <Effect figures={figures.value} />
        </>
      )}
      <CampaignForm
        key={campaign.value?.version}
        known={campaign.value}
        isOpen={isDraft && mayLead()}
        onSave={(plan) => void save(plan)}
      />
      <p role="status">{isSaved.value && w.saved}</p>
      {campaign.value && isDraft && mayLead() && (
        <button type="button" class="button" onClick={() => void remove()}>
          {w.remove}
        </button>
      )}
    </div>
  )
}
