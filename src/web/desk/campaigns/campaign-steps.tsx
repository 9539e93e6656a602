import type { Campaign } from '../../../server/wire.ts'
import { words } from '../sales/words.ts'

type Step = 'start' | 'unschedule' | 'pause' | 'resume' | 'cancel'

const possible: Readonly<Record<Campaign['status'], readonly Step[]>> = {
  draft: ['start'],
  scheduled: ['unschedule', 'cancel'],
  starting: [],
  running: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  done: [],
  cancelled: [],
}

/** The steps that can be taken from where a campaign stands. */
export function CampaignSteps(props: { status: Campaign['status']; onStep: (step: Step) => void }) {
  const w = words.value
  return (
    <span class="form-line">
      {possible[props.status].map((step) => (
        <button
          key={step}
          type="button"
          class={`button ${step === 'start' || step === 'resume' ? 'button-main' : ''}`}
          onClick={() => props.onStep(step)}
        >
          {w.steps[step]}
        </button>
      ))}
    </span>
  )
}
