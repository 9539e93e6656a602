import { useSignal } from '@preact/signals'
import type { Schemas } from '../../shared/api-types.ts'
import { mayWrite } from '../may-write.ts'
import { Notice } from '../notice.tsx'
import { pageLink } from '../place.ts'
import { FindBox } from './find-box.tsx'
import { Part } from './part.tsx'
import { useDeed } from './use-deed.ts'
import { useList } from './use-list.ts'
import type { Opened } from './use-record.ts'
import { words } from './words.ts'

/** Which company a customer is of, and another one to choose. */
export function CompanyPart({ opened }: { opened: Opened<Schemas['Customer']> }) {
  const w = words.value
  const isChoosing = useSignal(false)
  const { refusal, run } = useDeed()
  const { record } = opened
  if (!record) return null
  const assign = (company: string | null) =>
    run(async () => {
      await opened.save({ company })
      isChoosing.value = false
    })
  return (
    <Part title={w.fields.company}>
      <Notice says={refusal} />
      <p class="row">
        {record.company ? (
          <a href={pageLink('customers', ['companies', record.company])}>
            <bdi>{record.companyName}</bdi>
          </a>
        ) : (
          <span class="faint">{w.none}</span>
        )}
        {mayWrite() && !isChoosing.value && (
          <button type="button" class="button" onClick={() => (isChoosing.value = true)}>
            {w.chooseCompany}
          </button>
        )}
        {isChoosing.value && (
          <button type="button" class="button" onClick={() => (isChoosing.value = false)}>
            {w.cancel}
          </button>
        )}
        {isChoosing.value && record.company && (
          <button type="button" class="button" onClick={() => assign(null)}>
            {w.remove}
          </button>
        )}
      </p>
      {isChoosing.value && <Companies onChoose={assign} />}
    </Part>
  )
}

function Companies({ onChoose }: { onChoose: (company: string) => void }) {
  const w = words.value
  const name = useSignal('')
  const list = useList<Schemas['CompanyLine']>(
    `/api/v1/companies?${new URLSearchParams({ limit: '8', ...(name.value && { name: name.value }) })}`,
  )
  return (
    <>
      <FindBox hint={w.findCompany} onFind={(to) => (name.value = to)} />
      <ul class="lines">
        {list.items.map((company) => (
          <li key={company.id}>
            <span>
              <bdi>{company.name}</bdi> <span class="faint">{company.city}</span>
            </span>
            <button
              type="button"
              class="button"
              aria-label={`${w.choose}: ${company.name}`}
              onClick={() => onChoose(company.id)}
            >
              {w.choose}
            </button>
          </li>
        ))}
      </ul>
      {list.state === 'ready' && list.items.length === 0 && <p class="faint">{w.nothing}</p>}
    </>
  )
}
