import type { SalesFigures } from '../../../server/wire.ts'
import { language } from '../../shared/language.ts'
import { stageName } from './stage-name.ts'
import { TableRoom } from './table-room.tsx'
import { words } from './words.ts'

type Time = SalesFigures['cycle']['won']

/** How long it takes from opened to closed, and how long a stay in each stage is. */
export function CycleTable({ figures }: { figures: SalesFigures }) {
  const w = words.value
  const { cycle, stageTimes, stages } = figures
  return (
    <TableRoom label={w.cycle}>
      <table>
        <thead>
          <tr>
            <th scope="col">{w.stage}</th>
            <th scope="col" class="number">
              {w.time}
            </th>
            <th scope="col" class="number">
              {w.still}
            </th>
          </tr>
        </thead>
        <tbody>
          {(['won', 'lost'] as const).map((outcome) => (
            <tr key={outcome}>
              <th scope="row">
                {w.fromOpen} {w[outcome]}
              </th>
              <td class="number">
                <Days time={cycle[outcome]} />
              </td>
              <td class="number" />
            </tr>
          ))}
        </tbody>
        <tbody>
          {stageTimes.map((time) => (
            <tr key={time.stage}>
              <th scope="row">{stageName(time.stage, stages)}</th>
              <td class="number">
                <Days time={time} />
              </td>
              <td class="number">{time.still}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableRoom>
  )
}

function Days({ time: { medianDays, count } }: { time: Time }) {
  const w = words.value
  if (medianDays === null) return <>–</>
  const locale = language.value === 'zh' ? 'zh-CN' : 'en-GB'
  const days = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'day',
    unitDisplay: 'long',
    maximumFractionDigits: 1,
  }).format(medianDays)
  return (
    <>
      {days} <span class="faint">{w.countOf(count)}</span>
    </>
  )
}
