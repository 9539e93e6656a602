import { useSignal } from '@preact/signals'
import type { paths } from '../../shared/api-types.ts'
import { SelectField } from '../select-field.tsx'
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
        <SelectField
          label={w.exportKind}
          value={kind.value}
          choices={Object.entries(kinds)}
          onChoose={(one) => (kind.value = one)}
        />
        <SelectField
          label={w.exportFormat}
          value={format.value}
          choices={formats.map((one) => [one, one.toUpperCase()] as const)}
          onChoose={(one) => (format.value = one)}
        />
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
