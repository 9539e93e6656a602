import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { api, told } from '../../shared/api.ts'
import type { Schemas } from '../../shared/api-types.ts'
import { clock, day } from '../../shared/times.ts'
import { Notice } from '../notice.tsx'
import { words } from '../words.ts'
import { useTry } from './use-try.ts'
import './audit-log.css'

type Entry = Schemas['AuditEntry']

const actions = [
  'read',
  'listed',
  'exported',
  'erased',
  'changed role',
  'invited',
  'disabled',
  'enabled',
  'created',
  'revoked',
] as const

/** Who read, exported, erased or changed what, and whether the log is as it was written. */
export function AuditLog() {
  const w = words.value
  const entries = useSignal<readonly Entry[] | null>(null)
  const next = useSignal<string | null>(null)
  const action = useSignal('')
  const id = useSignal('')
  const checked = useSignal<Schemas['AuditCheck'] | null>(null)
  const { problem, tryTo } = useTry()

  const load = (cursor?: string) =>
    tryTo(async () => {
      const query = {
        ...(cursor !== undefined && { cursor }),
        ...(action.value && { action: action.value }),
        ...(id.value.trim() && { id: id.value.trim() }),
      }
      const page = await told(api.GET('/audit', { params: { query } }))
      entries.value = [...(cursor === undefined ? [] : (entries.value ?? [])), ...page.items]
      next.value = page.next
    })
  useEffect(() => load(), [])
  const check = () =>
    tryTo(async () => {
      checked.value = await told(api.GET('/audit/check'))
    })

  return (
    <>
      <p class="settings-help">{w.auditHelp}</p>
      <Notice says={problem.value} />
      <form
        class="audit-filter"
        onSubmit={(event) => {
          event.preventDefault()
          load()
        }}
      >
        <label class="field">
          {w.auditAction}
          <select
            value={action.value}
            onChange={({ currentTarget }) => {
              action.value = currentTarget.value
              load()
            }}
          >
            <option value="">{w.auditAll}</option>
            {actions.map((one) => (
              <option key={one} value={one}>
                {w.auditActions[one]}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          {w.auditRecord}
          <input
            value={id.value}
            maxLength={200}
            onInput={(event) => (id.value = event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button">
          {w.auditFilter}
        </button>
        <button type="button" class="button" onClick={check}>
          {w.auditCheck}
        </button>
      </form>
      {checked.value && (
        <p class={`notice ${checked.value.brokenAt === null ? 'notice-good' : ''}`} role="status">
          {checked.value.brokenAt === null
            ? w.auditWhole(checked.value.entries)
            : w.auditBroken(checked.value.brokenAt)}
        </p>
      )}
      {entries.value?.length === 0 && <p>{w.auditEmpty}</p>}
      <ol class="audit">
        {entries.value?.map((entry) => (
          <li key={entry.number}>
            <time dateTime={entry.at}>
              {day(entry.at)}, {clock(entry.at)}
            </time>
            <span>
              <bdi>{entry.by.name}</bdi> · {actionOf(entry.action)} · {entry.kind}{' '}
              <bdi class="audit-id">{entry.id ?? w.auditForgotten}</bdi>
            </span>
            {entry.detail !== null && <code>{JSON.stringify(entry.detail)}</code>}
          </li>
        ))}
      </ol>
      {next.value !== null && (
        <button type="button" class="button" onClick={() => load(next.value ?? undefined)}>
          {w.more}
        </button>
      )}
    </>
  )
}

function actionOf(action: string): string {
  const known = actions.find((one) => one === action)
  return known ? words.value.auditActions[known] : action
}
