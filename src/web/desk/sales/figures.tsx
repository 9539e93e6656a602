import type { SalesFigures } from '../../../server/wire.ts'
import { useFetched } from '../fetched.ts'
import { CycleTable } from './cycle-table.tsx'
import { ForecastChart } from './forecast-chart.tsx'
import { ForecastTable } from './forecast-table.tsx'
import { RatesTable } from './rates-table.tsx'
import { words } from './words.ts'

/** The pipeline in figures: each picture with a table of the same. */
export function Figures() {
  const w = words.value
  const figures = useFetched<SalesFigures>('/api/v1/sales/figures')
  if (figures.problem) return <p class="notice">{figures.problem}</p>
  if (!figures.value) return null
  const { forecast } = figures.value
  const currencies = [...new Set(forecast.map(({ currency }) => currency))]
  return (
    <div class="figures">
      <section aria-labelledby="forecast">
        <h3 id="forecast">{w.forecast}</h3>
        <p class="figures-help">{w.forecastHelp}</p>
        {currencies.map((currency) => (
          <ForecastChart
            key={currency}
            currency={currency}
            months={forecast.filter((month) => month.currency === currency)}
          />
        ))}
        <ForecastTable months={forecast} />
      </section>
      <section aria-labelledby="rates">
        <h3 id="rates">{w.winRates}</h3>
        <p class="figures-help">{w.winRatesHelp}</p>
        <RatesTable figures={figures.value} />
      </section>
      <section aria-labelledby="cycle">
        <h3 id="cycle">{w.cycle}</h3>
        <p class="figures-help">{w.cycleHelp}</p>
        <CycleTable figures={figures.value} />
      </section>
    </div>
  )
}
