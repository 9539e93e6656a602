import { useSignal } from '@preact/signals'
import type { Opportunity, SalesBoard } from '../../../server/wire.ts'
import { mayWrite } from '../may-write.ts'
import { me } from '../state.ts'
import { stageName } from './stage-name.ts'
import { words } from './words.ts'

export type Draft = Pick<
  Opportunity,
  | 'title'
  | 'customer'
  | 'stage'
  | 'amountCents'
  | 'currency'
  | 'probability'
  | 'expectedClose'
  | 'owner'
  | 'reason'
  | 'note'
>

/** The fields of an opportunity; what they must be is said by the server. */
export function OpportunityForm(props: {
  known: Opportunity | null
  stages: SalesBoard['stages']
  stage: string | null
  onSave: (draft: Draft) => void
}) {
  const w = words.value
  const { known, stages, onSave } = props
  const owner = useSignal(known ? known.owner : (me.value?.id ?? null))
  const stage = useSignal(props.stage ?? known?.stage ?? stages[0]?.id ?? '')
  const ownerName = owner.value === known?.owner ? known?.ownerName : me.value?.name
  const usual = stages.find(({ id }) => id === stage.value)?.probability

  function submit(event: SubmitEvent): void {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const text = (name: string) => {
      const value = form.get(name)
      return typeof value === 'string' ? value.trim() : ''
    }
    onSave({
      title: text('title'),
      customer: text('customer') || null,
      stage: stage.value,
      amountCents: Math.round(Number(text('amount')) * 100),
      currency: text('currency').toUpperCase(),
      probability: text('probability') === '' ? null : Number(text('probability')),
      expectedClose: text('expectedClose') || null,
      owner: owner.value,
      reason: text('reason') || null,
      note: text('note'),
    })
  }

  return (
    <form class="form" onSubmit={submit}>
      <fieldset class="form-fields" disabled={!mayWrite()}>
        <label class="field">
          {w.title}
          <input name="title" required maxLength={200} defaultValue={known?.title ?? ''} />
        </label>
        <div class="form-row">
          <label class="field">
            {w.amount}
            <input
              name="amount"
              type="number"
              required
              min="0"
              step="0.01"
              defaultValue={known ? String(known.amountCents / 100) : ''}
            />
          </label>
          <label class="field">
            {w.currency}
            <input
              name="currency"
              required
              pattern="[A-Za-z]{3}"
              size={4}
              defaultValue={known?.currency ?? 'EUR'}
            />
          </label>
          <label class="field">
            {w.expectedClose}
            <input name="expectedClose" type="date" defaultValue={known?.expectedClose ?? ''} />
          </label>
        </div>
        <div class="form-row">
          <label class="field">
            {w.stage}
            <select
              value={stage.value}
              onChange={({ currentTarget }) => (stage.value = currentTarget.value)}
            >
              {[...stages.map(({ id }) => id), ...(known ? ['won', 'lost'] : [])].map((id) => (
                <option key={id} value={id}>
                  {stageName(id, stages)}
                </option>
              ))}
            </select>
          </label>
          <label class="field">
            {w.probability}
            <input
              name="probability"
              type="number"
              min="0"
              max="100"
              aria-describedby="probability-hint"
              defaultValue={known?.probability == null ? '' : String(known.probability)}
            />
            {usual !== undefined && (
              <span class="field-hint" id="probability-hint">
                {w.probabilityHint(usual)}
              </span>
            )}
          </label>
          <label class="field">
            {w.customer}
            <input name="customer" defaultValue={known?.customer ?? ''} placeholder="C-1001" />
          </label>
        </div>
        <div class="form-row form-line">
          <span>
            {w.owner}: <bdi>{owner.value === null ? w.nobody : ownerName}</bdi>
          </span>
          {mayWrite() && owner.value !== me.value?.id && (
            <button
              type="button"
              class="button"
              onClick={() => (owner.value = me.value?.id ?? null)}
            >
              {w.takeIt}
            </button>
          )}
        </div>
        {(stage.value === 'won' || stage.value === 'lost') && (
          <label class="field">
            {w.reason}
            <input
              name="reason"
              required={stage.value === 'lost'}
              maxLength={500}
              defaultValue={known?.reason ?? ''}
            />
          </label>
        )}
        <label class="field">
          {w.note}
          <textarea name="note" rows={3} defaultValue={known?.note ?? ''} />
        </label>
        {mayWrite() && (
          <div>
            <button class="button button-main">{w.save}</button>
          </div>
        )}
      </fieldset>
    </form>
  )
}
