import type { CardOrder } from '../../server/wire.ts'
import { language } from '../shared/language.ts'
import { day, money } from '../shared/times.ts'
import { words } from './words.ts'

const colours: Readonly<Record<CardOrder['status'], string>> = {
  processing: 'tag-warn',
  shipped: 'tag-good',
  delivered: '',
  cancelled: 'tag-bad',
  returned: 'tag-bad',
}

export function OrderCard({ order }: { order: CardOrder }) {
  const w = words.value
  const { number, placedAt, status, currency, total, items, shipment } = order
  return (
    <details class="customer-record">
      <summary>
        <span class="order-number">{number}</span>
        <span class={`tag ${colours[status]}`}>{w.orderStates[status]}</span>
        <span class="order-when">
          {day(placedAt)} · {money(total, currency)}
        </span>
      </summary>
      <ul>
        {items.map(({ name, nameZh, quantity }) => (
          <li key={name}>
            {quantity} × {language.value === 'zh' ? nameZh : name}
          </li>
        ))}
      </ul>
      {shipment && (
        <p>
          {shipment.carrier} · <code>{shipment.tracking}</code>
          {shipment.deliveredAt
            ? ` · ${w.arrived} ${day(shipment.deliveredAt)}`
            : shipment.expectedAt && ` · ${w.expected} ${day(shipment.expectedAt)}`}
        </p>
      )}
    </details>
  )
}
