import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import type { ConversationSummary, CustomerCard } from '../../server/wire.ts'
import { get } from '../shared/call.ts'
import { day, moment } from '../shared/times.ts'
import { knownFacts } from './known-facts.ts'
import { OrderCard } from './order-card.tsx'
import { pageLink } from './place.ts'
import { dialog, isCustomerShown, logs, open } from './state.ts'
import { visitorName } from './visitor-name.ts'
import { words } from './words.ts'
import './customer-panel.css'

/** Whom the conversation is with, as far as that is proven. */
export function CustomerPanel() {
  const w = words.value
  const conversation = open.value
  const events = logs.value.get(conversation?.id ?? '')
  const card = useSignal<CustomerCard | null>(null)
  const problem = useSignal(false)
  // Read again when an identity was proven or a record of the CRM was written.
  const news = events?.findLast(({ kind }) => kind === 'identified' || kind === 'changed')?.seq ?? 0

  const load = () => {
    if (!conversation) return
    problem.value = false
    get<CustomerCard>(`/api/desk/conversations/${conversation.id}/customer`).then(
      (found) => (card.value = found),
      () => (problem.value = true),
    )
  }
  useEffect(load, [conversation?.id, news])

  if (!conversation) return <section class="customer" aria-label={w.customer} />
  return (
    <section class="customer" aria-label={w.customer}>
      <button
        type="button"
        class="button only-narrow customer-back"
        onClick={() => (isCustomerShown.value = false)}
      >
        ‹ {w.conversation}
      </button>
      <h2>
        {card.value?.customer ? (
          <a href={pageLink('customers', [card.value.customer.id])}>
            <bdi>{card.value.customer.name}</bdi>
          </a>
        ) : (
          <bdi>{visitorName(conversation)}</bdi>
        )}
      </h2>
      {problem.value && (
        <p class="notice">
          {w.problem}{' '}
          <button type="button" class="button" onClick={load}>
            {w.retry}
          </button>
        </p>
      )}
      {card.value && <Who conversation={conversation} card={card.value} />}
      <Facts conversation={conversation} />
      {card.value && <CustomerRecords card={card.value} />}
    </section>
  )
}

/** Orders and tickets; of a visitor only the tickets, when there are some. */
export function CustomerRecords({ card }: { card: CustomerCard }) {
  const w = words.value
  return (
    <>
      {card.customer && (
        <Part title={w.orders}>
          {card.orders.length === 0 && <p class="customer-none">{w.noOrders}</p>}
          {card.orders.map((order) => (
            <OrderCard key={order.number} order={order} />
          ))}
        </Part>
      )}
      {(card.customer || card.tickets.length > 0) && (
        <Part title={w.tickets}>
          {card.tickets.length === 0 && <p class="customer-none">{w.noTickets}</p>}
          <ul>
            {card.tickets.map(({ number, subject, status, openedAt }) => (
              <li key={number} class="customer-record">
                <p>
                  <a href={pageLink('tickets', [number])} onClick={() => (dialog.value = null)}>
                    {number}
                  </a>
                  <span class={`tag ${status === 'open' ? 'tag-warn' : ''}`}>
                    {w.ticketStates[status]}
                  </span>
                </p>
                <p>
                  <bdi>{subject}</bdi>
                </p>
                <p class="customer-none">{day(openedAt)}</p>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  )
}

function Who({ conversation, card }: { conversation: ConversationSummary; card: CustomerCard }) {
  const w = words.value
  const { customer } = card
  if (!customer) {
    return (
      <>
        <p>
          <span class="tag tag-warn">{w.notProven}</span>
        </p>
        <p class="customer-none">{w.notProvenHelp}</p>
      </>
    )
  }
  const proof = logs.value.get(conversation.id)?.findLast((event) => event.kind === 'identified')
  return (
    <>
      <p>
        <span class="tag tag-good">
          {proof?.kind === 'identified' ? w.happened.identified[proof.how] : w.proven}
        </span>
      </p>
      <CustomerFacts customer={customer} />
    </>
  )
}

export function CustomerFacts({ customer }: { customer: NonNullable<CustomerCard['customer']> }) {
  const w = words.value
  return (
    <dl class="customer-facts">
      <Fact name={w.email}>
        <a href={`mailto:${customer.email}`} rel="noopener noreferrer">
          {customer.email}
        </a>
      </Fact>
      {customer.phone && (
        <Fact name={w.phone}>
          <a href={`tel:${customer.phone.replace(/[^\d+]/g, '')}`} rel="noopener noreferrer">
            {customer.phone}
          </a>
        </Fact>
      )}
      <Fact name={w.address}>
        <bdi>{customer.address}</bdi>
      </Fact>
      <Fact name={w.tier}>{customer.tier}</Fact>
      <Fact name={w.since}>{day(customer.since)}</Fact>
    </dl>
  )
}

/** What nobody should ask a second time. */
function Facts({ conversation }: { conversation: ConversationSummary }) {
  const w = words.value
  const facts = knownFacts(logs.value.get(conversation.id) ?? [])
  const spoken = Object.entries(w.languages).find(([code]) => code === conversation.language)?.[1]
  return (
    <Part title={w.facts}>
      <dl class="customer-facts">
        <Fact name={w.chatLanguage}>{spoken ?? conversation.language}</Fact>
        <Fact name={w.channel}>{conversation.channel}</Fact>
        <Fact name={w.started}>{moment(conversation.startedAt)}</Fact>
        {facts.map(([slot, value]) => (
          <Fact key={slot} name={slot}>
            <bdi>{value}</bdi>
          </Fact>
        ))}
      </dl>
    </Part>
  )
}

export function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="customer-part">
      <h3>{title}</h3>
      {children}
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
