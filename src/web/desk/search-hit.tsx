import type { SearchHit as Hit } from '../../server/wire.ts'
import { moment } from '../shared/times.ts'
import { Marked } from './marked.tsx'
import { goTo } from './place.ts'
import { dialog, inbox, pointedAt } from './state.ts'
import { words } from './words.ts'

/** Opens the conversation at that message, or else the customer. */
export function SearchHit({ hit, showCustomer }: { hit: Hit; showCustomer: (id: string) => void }) {
  const { kind, customer, conversation, seq, excerpt, at } = hit
  const open = () => {
    if (kind !== 'message' && customer) return showCustomer(customer.id)
    if (conversation === null) return
    pointedAt.value = seq === null ? null : { conversation, seq }
    dialog.value = null
    goTo(inbox.value, conversation)
  }
  return (
    <li>
      <button
        type="button"
        class="hit"
        disabled={kind !== 'message' && !customer && conversation === null}
        onClick={open}
      >
        <span class="hit-top">
          <bdi class="hit-title">{titleOf(hit)}</bdi>
          <Status hit={hit} />
          <time dateTime={at}>{moment(at)}</time>
        </span>
        <span class="hit-text">
          <Marked excerpt={excerpt} />
        </span>
      </button>
    </li>
  )
}

function titleOf({ kind, title, ref, customer, conversation, by }: Hit): string {
  const w = words.value
  const who = customer?.name ?? `${w.visitor} ${conversation?.slice(-4) ?? ''}`
  if (kind === 'customer') return title
  if (kind === 'order') return customer ? `${ref} · ${customer.name}` : ref
  if (kind === 'ticket') return `${ref} · ${title}`
  return by === 'customer' || by === null ? who : `${w.searchBy[by]} · ${who}`
}

/** Of conversations that they are open is no news. */
function Status({ hit: { kind, status } }: { hit: Hit }) {
  const w = words.value
  if (status === null) return null
  const names: Readonly<Record<string, string>> =
    kind === 'order' ? w.orderStates : kind === 'ticket' ? w.ticketStates : {}
  const name = names[status]
  return name ? <span class="tag">{name}</span> : null
}
