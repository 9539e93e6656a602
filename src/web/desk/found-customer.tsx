import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { CustomerPage } from '../../server/wire.ts'
import { get } from '../shared/call.ts'
import { moment } from '../shared/times.ts'
import { CustomerFacts, CustomerRecords, Part } from './customer-panel.tsx'
import { goTo, pageLink } from './place.ts'
import { dialog, inbox, learn } from './state.ts'
import { words } from './words.ts'

/** A customer that was found, with orders, tickets and the conversations they had. */
export function FoundCustomer({ id, back }: { id: string; back: () => void }) {
  const w = words.value
  const page = useSignal<CustomerPage | null>(null)
  const hasFailed = useSignal(false)
  const top = useRef<HTMLButtonElement>(null)
  const load = () => {
    hasFailed.value = false
    get<CustomerPage>(`/api/desk/customers/${encodeURIComponent(id)}`).then(
      (found) => (page.value = found),
      () => (hasFailed.value = true),
    )
  }
  useEffect(load, [id])
  useEffect(() => top.current?.focus(), [])
  const customer = page.value?.customer
  return (
    <div class="found-customer">
      <button type="button" class="button" ref={top} onClick={back}>
        ‹ {w.searchBack}
      </button>
      {hasFailed.value && (
        <p class="notice" role="alert">
          {w.problem}{' '}
          <button type="button" class="button" onClick={load}>
            {w.retry}
          </button>
        </p>
      )}
      {!page.value && !hasFailed.value && <p class="desk-loading">{w.loading}</p>}
      {page.value && customer && (
        <>
          <h3 class="found-customer-name">
            <a href={pageLink('customers', [customer.id])} onClick={() => (dialog.value = null)}>
              <bdi>{customer.name}</bdi>
            </a>
          </h3>
          <CustomerFacts customer={customer} />
          <Part title={w.searchConversations}>
            {page.value.conversations.length === 0 && (
              <p class="customer-none">{w.searchNoConversations}</p>
            )}
            <ul>
              {page.value.conversations.map((conversation) => (
                <li key={conversation.id}>
                  <button
                    type="button"
                    class="hit"
                    onClick={() => {
                      learn([conversation])
                      dialog.value = null
                      goTo(inbox.value, conversation.id)
                    }}
                  >
                    <span class="hit-top">
                      <bdi class="hit-text">{conversation.lastText || '…'}</bdi>
                      <time dateTime={conversation.lastAt}>{moment(conversation.lastAt)}</time>
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </Part>
          <CustomerRecords card={page.value} />
        </>
      )}
    </div>
  )
}
