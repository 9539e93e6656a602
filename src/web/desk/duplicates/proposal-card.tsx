import { useSignal } from '@preact/signals'
import type { Proposal, ProposedCustomer } from './duplicate-wire.ts'
import { duplicateWords } from './words.ts'

type Props = {
  readonly proposal: Proposal
  readonly onMerge: (merge: object) => void
  readonly onDifferent: () => void
}

const fields =
  'name email phone language address city country postcode company timeZone tier since'.split(' ')

/** Two customers side by side: who stays, and which fields are taken from the other. */
export function ProposalCard({ proposal, onMerge, onDifferent }: Props) {
  const w = duplicateWords.value
  const { a, b, probability, reasons } = proposal
  const keeps = useSignal<'a' | 'b'>(moreOf(a) >= moreOf(b) ? 'a' : 'b')
  const taken = useSignal<readonly string[] | null>(null)
  const [keep, gone] = keeps.value === 'a' ? [a, b] : [b, a]
  const shown = fields.filter((field) => text(a, field) !== '' || text(b, field) !== '')
  // What the one who stays lacks.
  const take = taken.value ?? shown.filter((field) => text(keep, field) === '')
  const title = `${text(a, 'name')} (${a.id}) · ${text(b, 'name')} (${b.id})`
  return (
    <article class="proposal" aria-label={title}>
      <p>
        <strong>{w.probability(Math.floor(probability * 100))}</strong>
      </p>
      <ul class="proposal-reasons">
        {reasons.map(({ field, level, weight, isVerified }) => (
          <li key={field} class={`tag ${weight > 0 ? 'tag-good' : 'tag-warn'}`}>
            {w.fields[field]}: {w.levels[level]} ({weight > 0 ? '+' : ''}
            {weight}
            {(field === 'email' || field === 'phone') &&
              level === 'same' &&
              `, ${isVerified ? w.verified : w.unverified}`}
            )
          </li>
        ))}
      </ul>
      <div class="proposal-scroll" tabIndex={0} role="region" aria-label={title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{w.field}</th>
              {(['a', 'b'] as const).map((side) => (
                <th key={side} scope="col">
                  <label>
                    <input
                      type="radio"
                      name={`keep ${a.id} ${b.id}`}
                      checked={keeps.value === side}
                      onChange={() => {
                        keeps.value = side
                        taken.value = null
                      }}
                    />
                    {w.keep} <bdi>{proposal[side].id}</bdi>
                  </label>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((field) => (
              <tr key={field}>
                <th scope="row">{w.records[field] ?? field}</th>
                {[a, b].map((one) => (
                  <td key={one.id}>
                    {text(a, field) === text(b, field) || text(one, field) === '' ? (
                      <bdi>{text(one, field)}</bdi>
                    ) : (
                      <label>
                        <input
                          type="radio"
                          name={`${field} ${a.id} ${b.id}`}
                          aria-label={w.take(w.records[field] ?? field, text(one, field))}
                          checked={(one === gone) === take.includes(field)}
                          onChange={() => {
                            const rest = take.filter((other) => other !== field)
                            taken.value = one === gone ? [...rest, field] : rest
                          }}
                        />
                        <bdi>{text(one, field)}</bdi>
                      </label>
                    )}
                  </td>
                ))}
              </tr>
            ))}
            <tr>
              <td />
              {[a, b].map(({ id, orders, tickets, conversations }) => (
                <td key={id}>{w.counts(orders, tickets, conversations)}</td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      <div class="proposal-actions">
        <button
          type="button"
          class="button button-main"
          aria-label={`${w.merge}: ${title}`}
          onClick={() =>
            onMerge({
              keep: keep.id,
              gone: gone.id,
              take,
              versions: { keep: keep.version, gone: gone.version },
            })
          }
        >
          {w.merge}
        </button>
        <button
          type="button"
          class="button"
          aria-label={`${w.different}: ${title}`}
          onClick={onDifferent}
        >
          {w.different}
        </button>
      </div>
    </article>
  )
}

const text = ({ record }: ProposedCustomer, field: string): string => String(record[field] ?? '')

/** Whoever is known better stays, unless somebody chooses otherwise. */
const moreOf = ({ orders, tickets, conversations }: ProposedCustomer): number =>
  orders * 3 + tickets * 2 + conversations
