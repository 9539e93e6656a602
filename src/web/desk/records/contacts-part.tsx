import type { Schemas } from '../../shared/api-types.ts'
import { send } from '../../shared/call.ts'
import { mayWrite } from '../may-write.ts'
import { Notice } from '../notice.tsx'
import { MakeForm } from './make-form.tsx'
import { Part } from './part.tsx'
import { useDeed } from './use-deed.ts'
import { words } from './words.ts'

type Customer = Schemas['Customer']

/** The e-mail addresses, phones and postal addresses beside the first ones. */
export function ContactsPart({
  customer: { contacts, addresses, version },
  path,
  reload,
}: {
  customer: Customer
  path: string
  reload: () => Promise<void>
}) {
  const w = words.value
  const { refusal, run } = useDeed()
  const change = (method: 'POST' | 'PATCH' | 'DELETE', to: string, body?: object) =>
    run(() => send(method, `${path}/${to}`, body, version).then(reload))
  return (
    <Part title={w.parts.contacts}>
      <Notice says={refusal} />
      <ul class="lines">
        {contacts.map(({ id, kind, value, label, isVerified }) => (
          <li key={id}>
            <span>
              <span class="faint">{kind === 'email' ? w.fields.email : w.fields.phone}</span>{' '}
              <bdi>{value}</bdi> {label && <span class="tag">{label}</span>}{' '}
              <span class={`tag ${isVerified ? 'tag-good' : ''}`}>
                {isVerified ? w.verified : w.notVerified}
              </span>
            </span>
            {mayWrite() && (
              <span class="row">
                {!isVerified && (
                  <button
                    type="button"
                    class="button button-plain"
                    aria-label={`${w.verify}: ${value}`}
                    onClick={() => change('PATCH', `contacts/${id}`, { isVerified: true })}
                  >
                    {w.verify}
                  </button>
                )}
                <button
                  type="button"
                  class="button button-plain"
                  aria-label={`${w.makeFirst}: ${value}`}
                  onClick={() => change('POST', `contacts/${id}/first`)}
                >
                  {w.makeFirst}
                </button>
                <button
                  type="button"
                  class="button button-plain"
                  aria-label={`${w.remove}: ${value}`}
                  onClick={() => change('DELETE', `contacts/${id}`)}
                >
                  ×
                </button>
              </span>
            )}
          </li>
        ))}
        {addresses.map(({ id, address, postcode, city, country, label }) => {
          const whole = [address, `${postcode} ${city}`.trim(), country].filter(Boolean).join(', ')
          return (
            <li key={id}>
              <span>
                <span class="faint">{w.fields.address}</span> <bdi>{whole}</bdi>{' '}
                {label && <span class="tag">{label}</span>}
              </span>
              {mayWrite() && (
                <button
                  type="button"
                  class="button button-plain"
                  aria-label={`${w.remove}: ${whole}`}
                  onClick={() => change('DELETE', `addresses/${id}`)}
                >
                  ×
                </button>
              )}
            </li>
          )
        })}
      </ul>
      <div class="row">
        {(['email', 'phone'] as const).map((kind) => (
          <MakeForm
            key={kind}
            title={`+ ${w.fields[kind]}`}
            path={`${path}/contacts`}
            also={{ kind }}
            fields={[
              {
                field: 'value',
                name: w.fields[kind],
                type: kind === 'email' ? 'email' : 'tel',
                isNeeded: true,
              },
              { field: 'label', name: w.label },
              { field: 'isVerified', name: w.verified, type: 'checkbox' },
            ]}
            onMade={() => void reload()}
          />
        ))}
        <MakeForm
          title={`+ ${w.fields.address}`}
          path={`${path}/addresses`}
          fields={[
            { field: 'address', name: w.fields.address, isNeeded: true },
            { field: 'postcode', name: w.fields.postcode },
            { field: 'city', name: w.fields.city },
            { field: 'country', name: w.fields.country },
            { field: 'label', name: w.label },
          ]}
          onMade={() => void reload()}
        />
      </div>
    </Part>
  )
}
