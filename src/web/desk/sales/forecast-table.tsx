import type { SalesFigures } from '../../../server/wire.ts'
import { amount } from './money.ts'
import { monthName } from './month-name.ts'
import { TableRoom } from './table-room.tsx'
import { words } from './words.ts'

export function ForecastTable({ months }: { months: SalesFigures['forecast'] }) {
  const w = words.value
  if (months.length === 0) return <p class="figures-help">{w.noData}</p>
  return (
    <TableRoom label={w.forecast}>
      <table>
        <thead>
          <tr>
            <th scope="col">{w.month}</th>
            <th scope="col" class="number">
              {w.open}
            </th>
            <th scope="col" class="number">
              {w.amount}
            </th>
            <th scope="col" class="number">
              {w.weighted}
            </th>
            <th scope="col" class="number">
              {w.won}
            </th>
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, currency, ...row }) => (
            <tr key={`${month} ${currency}`}>
              <th scope="row">{monthName(month, 'long')}</th>
              <td class="number">{row.open}</td>
              <td class="number">{amount(row.amountCents, currency)}</td>
              <td class="number">{amount(row.weightedCents, currency)}</td>
              <td class="number">
                {amount(row.wonCents, currency)} <span class="faint">({row.won})</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableRoom>
  )
}
