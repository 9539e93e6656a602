import type { SalesFigures } from '../../../server/wire.ts'
import { language } from '../../shared/language.ts'
import { words } from './words.ts'
import { monthName } from './month-name.ts'

type Month = SalesFigures['forecast'][number]

const WIDTH = 640
const HEIGHT = 190
const LEFT = 56
const BOTTOM = 26
const TOP = 10

/** Bars by month: what was won, upon it what is expected, and in outline all that is open. */
export function ForecastChart({
  months,
  currency,
}: {
  months: readonly Month[]
  currency: string
}) {
  const w = words.value
  const most = Math.max(1, ...months.map(({ wonCents, amountCents }) => wonCents + amountCents))
  const step = niceStep(most / 100)
  const top = Math.ceil(most / 100 / step) * step * 100
  const y = (cents: number) => HEIGHT - BOTTOM - (cents / top) * (HEIGHT - BOTTOM - TOP)
  const room = (WIDTH - LEFT) / months.length
  const bar = Math.min(56, room * 0.6)
  const ticks = Array.from({ length: Math.round(top / 100 / step) + 1 }, (_, i) => i * step * 100)
  const short = new Intl.NumberFormat(language.value === 'zh' ? 'zh-CN' : 'en-GB', {
    notation: 'compact',
  })
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={w.forecastPicture(currency)}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line class="chart-grid" x1={LEFT} x2={WIDTH} y1={y(tick)} y2={y(tick)} />
            <text class="chart-text" x={LEFT - 8} y={y(tick) + 4} text-anchor="end">
              {short.format(tick / 100)}
            </text>
          </g>
        ))}
        {months.map(({ month, wonCents, weightedCents, amountCents }, i) => {
          const x = LEFT + room * (i + 0.5) - bar / 2
          const expected = wonCents + weightedCents
          const all = wonCents + amountCents
          return (
            <g key={month}>
              <rect
                class="chart-open"
                x={x}
                width={bar}
                y={y(all)}
                height={Math.max(0, y(wonCents) - y(all))}
              />
              <rect
                class="chart-weighted"
                x={x}
                width={bar}
                y={y(expected)}
                height={y(wonCents) - y(expected)}
              />
              <rect
                class="chart-won"
                x={x}
                width={bar}
                y={y(wonCents)}
                height={y(0) - y(wonCents)}
              />
              <text class="chart-text" x={x + bar / 2} y={HEIGHT - 8} text-anchor="middle">
                {monthName(month, 'short')}
              </text>
            </g>
          )
        })}
      </svg>
      <figcaption>
        <span class="chart-key chart-key-won">{w.won}</span>
        <span class="chart-key chart-key-weighted">{w.weighted}</span>
        <span class="chart-key chart-key-open">{w.open}</span> {currency}
      </figcaption>
    </figure>
  )
}

/** 1, 2 or 5 with noughts, so that there are three to six lines. */
function niceStep(most: number): number {
  const rough = most / 4
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 0.01)))
  const [step = 10] = [1, 2, 5, 10].filter((one) => one * power >= rough)
  return step * power
}
