import { useSignal } from '@preact/signals'
import type { paths } from '../../shared/api-types.ts'
import { words } from '../words.ts'

type Asked = paths['/export/{kind}']['get']['parameters']
type Kind = Asked['path']['kind']

const formats = ['csv', 'xlsx', 'jsonl'] as const

/** Downloads all of a kind. */
export function ExportPart() {
  const w = words.value
  const kind = useSignal<string>('customers')
  const format = useSignal<string>('csv')
  const kinds: Readonly<Record<Kind, string>> = w.exportKinds
  return (
    <>
      <p class="settings-help">{w.exportHelp}</p>
      <div class="invite-fields">
        <label class="field">
          {w.exportKind}
          <select
            value={kind.value}
            onChange={({ currentTarget }) => (kind.value = currentTarget.value)}
          >
            {Object.entries(kinds).map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          {w.exportFormat}
          <select
            value={format.value}
            onChange={({ currentTarget }) => (format.value = currentTarget.value)}
          >
            {formats.map((one) => (
              <option key={one} value={one}>
                {one.toUpperCase()}
              </option>
            ))}
          </select>
        </label>
      </div>
      <a
        class="button button-main settings-download"
        href={`/api/v1/export/${kind.value}?format=${format.value}`}
        download={`${kind.value}.${format.value}`}
      >
        {w.download}
      </a>
    </>
  )
}
