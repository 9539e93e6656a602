import { useSignal } from '@preact/signals'
import type { Campaign, Segment } from '../../../server/wire.ts'
import { useFetched } from '../fetched.ts'
import { mayWrite } from '../may-write.ts'
import { words } from '../sales/words.ts'
import { LetterEditor } from './letter-editor.tsx'
import { Preview } from './preview.tsx'

export type Plan = Pick<
  Campaign,
  | 'name'
  | 'segment'
  | 'channel'
  | 'message'
  | 'controlPercent'
  | 'startAt'
  | 'timeZone'
  | 'windowDays'
  | 'perMinute'
>

const fresh: Plan = {
  name: '',
  segment: null,
  channel: 'email',
  message: { en: { subject: '', text: '' } },
  controlPercent: 10,
  startAt: null,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  windowDays: 14,
  perMinute: 60,
}

/** The plan of a campaign; read only once it has begun. */
export function CampaignForm(props: {
  known: Campaign | null
  isOpen: boolean
  onSave: (plan: Plan) => void
}) {
  const w = words.value
  const { known, isOpen, onSave } = props
  const plan = useSignal<Plan>(known ? planOf(known) : fresh)
  const segments = useFetched<{ items: Segment[] }>('/api/v1/segments?limit=200')
  const set = (part: Partial<Plan>) => (plan.value = { ...plan.value, ...part })
  const { channel, message } = plan.value
  const number = (
    name: 'controlPercent' | 'windowDays' | 'perMinute',
    min: number,
    max: number,
  ) => ({
    type: 'number' as const,
    required: true,
    min: String(min),
    max: String(max),
    value: String(plan.value[name]),
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
      set({ [name]: Number(currentTarget.value) }),
  })
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault()
        onSave(plan.value)
      }}
    >
      <fieldset class="form" disabled={!isOpen}>
        <div class="form-row">
          <label class="field">
            {w.name}
            <input
              required
              maxLength={200}
              value={plan.value.name}
              onInput={({ currentTarget }) => set({ name: currentTarget.value })}
            />
          </label>
          <label class="field">
            {w.segment}
            <select
              value={plan.value.segment ?? ''}
              onChange={({ currentTarget }) => set({ segment: currentTarget.value || null })}
            >
              <option value="">{w.choose}</option>
              {segments.value?.items.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label class="field">
            {w.channel}
            <select
              value={channel}
              aria-describedby="channel-hint"
              onChange={({ currentTarget }) =>
                set({ channel: currentTarget.value as Plan['channel'] })
              }
            >
              <option value="email">{w.channels.email}</option>
              <option value="widget">{w.channels.widget}</option>
            </select>
          </label>
        </div>
        <p class="field-hint" id="channel-hint">
          {w.channelHelp[channel]}
        </p>
        <LetterEditor
          channel={channel}
          message={message}
          onChange={(next) => set({ message: next })}
        />
        <div class="form-row">
          <label class="field">
            {w.control}
            <input {...number('controlPercent', 0, 90)} aria-describedby="control-hint" />
            <span class="field-hint" id="control-hint">
              {w.controlHint}
            </span>
          </label>
          <label class="field">
            {w.windowDays}
            <input {...number('windowDays', 1, 365)} aria-describedby="window-hint" />
            <span class="field-hint" id="window-hint">
              {w.windowDaysHint}
            </span>
          </label>
          <label class="field">
            {w.perMinute}
            <input {...number('perMinute', 1, 6000)} />
          </label>
        </div>
        <div class="form-row">
          <label class="field">
            {w.startAt}
            <input
              type="datetime-local"
              aria-describedby="start-hint"
              value={plan.value.startAt ?? ''}
              onInput={({ currentTarget }) =>
                set({ startAt: currentTarget.value.slice(0, 16) || null })
              }
            />
            <span class="field-hint" id="start-hint">
              {w.startAtHint}
            </span>
          </label>
          <label class="field">
            {w.timeZone}
            <input
              required
              list="time-zones"
              value={plan.value.timeZone}
              onInput={({ currentTarget }) => set({ timeZone: currentTarget.value })}
            />
          </label>
        </div>
        <datalist id="time-zones">
          {isOpen &&
            Intl.supportedValuesOf('timeZone').map((zone) => <option key={zone} value={zone} />)}
        </datalist>
        {isOpen && (
          <div>
            <button class="button button-main">{w.saveDraft}</button>
          </div>
        )}
      </fieldset>
      {mayWrite() && <Preview message={message} channel={channel} />}
    </form>
  )
}

const planOf = (campaign: Campaign): Plan =>
  Object.fromEntries(
    Object.keys(fresh).map((name) => [name, campaign[name as keyof Plan]]),
  ) as unknown as Plan
