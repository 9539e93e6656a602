import type { Step } from './import-wire.ts'
import { importWords } from './words.ts'

/** How far a step has come. */
export function StepBar({ step: { stage, done, total } }: { step: Step }) {
  const text = importWords.value.stages[stage] ?? stage
  return (
    <div class="step-bar" role="status">
      <span>
        {text} {total > 0 && `${Math.floor((100 * done) / total)} %`}
      </span>
      <progress
        aria-label={text}
        {...(total > 0 && { max: total, value: Math.min(done, total) })}
      />
    </div>
  )
}
