import type { Schemas } from '../../shared/api-types.ts'
import { send } from '../../shared/call.ts'
import { moment } from '../../shared/times.ts'
import { mayWrite } from '../may-write.ts'
import { Notice } from '../notice.tsx'
import { MakeForm } from './make-form.tsx'
import { Part } from './part.tsx'
import { useDeed } from './use-deed.ts'
import { words } from './words.ts'

type Consent = Schemas['Consent']
type Customer = Schemas['Customer']

/** How each consent stands; what was before it is in the timeline. */
export function ConsentsPart({
  customer: { consents, version },
  path,
  reload,
}: {
  customer: Customer
  path: string
  reload: () => Promise<void>
}) {
  const w = words.value
  const { refusal, run } = useDeed()
  const latest = new Map<string, Consent>()
  for (const consent of consents.toReversed()) latest.set(consent.purpose, consent)
  const withdraw = ({ purpose, textVersion }: Consent) =>
    run(() =>
      send(
        'POST',
        `${path}/consents`,
        { purpose, textVersion, isGiven: false, how: 'desk' },
        version,
      ).then(reload),
    )
  return (
    <Part title={w.parts.consents}>
      <Notice says={refusal} />
      <ul class="lines">
        {[...latest.values()].map((consent) => (
          <li key={consent.purpose}>
            <span>
              <bdi>{consent.purpose}</bdi>{' '}
              <span class={`tag ${consent.isGiven ? 'tag-good' : 'tag-warn'}`}>
                {consent.isGiven ? w.given : w.withdrawn}
              </span>{' '}
              <span class="faint">
                {moment(consent.at)} · {consent.textVersion} · {consent.how}
              </span>
            </span>
            {consent.isGiven && mayWrite() && (
              <button
                type="button"
                class="button button-plain"
                aria-label={`${w.withdraw}: ${consent.purpose}`}
                onClick={() => withdraw(consent)}
              >
                {w.withdraw}
              </button>
            )}
          </li>
        ))}
      </ul>
      <MakeForm
        title={`+ ${w.give}`}
        path={`${path}/consents`}
        also={{ isGiven: true }}
        fields={[
          { field: 'purpose', name: w.purpose, isNeeded: true },
          { field: 'textVersion', name: w.textVersion, isNeeded: true },
          { field: 'how', name: w.how, isNeeded: true },
        ]}
        onMade={() => void reload()}
      />
    </Part>
  )
}
