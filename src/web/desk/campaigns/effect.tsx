import type { CampaignFigures } from '../../../server/wire.ts'
import { percent } from '../../shared/times.ts'
import { Interval } from '../sales/interval.tsx'
import { TableRoom } from '../sales/table-room.tsx'
import { words } from '../sales/words.ts'

/** What the message did against those held out by lot, with what can be said of it. */
export function Effect({ figures }: { figures: CampaignFigures }) {
  const w = words.value
  const reach = Math.max(
    0.05,
    ...[figures.bought, figures.answered].flatMap(({ low, high }) => [
      Math.abs(low),
      Math.abs(high),
    ]),
  )
  const rate = ({ share, count, of }: CampaignFigures['bought']['treated']) =>
    share === null ? '–' : `${percent(share, 1)} (${count} / ${of})`
  return (
    <section class="effect" aria-labelledby="effect">
      <h3 id="effect">{w.effect}</h3>
      <p class="figures-help">{w.effectHelp}</p>
      {figures.open > 0 && <p class="figures-help">{w.stillOpen(figures.open)}</p>}
      <TableRoom label={w.effect}>
        <table>
          <thead>
            <tr>
              <td />
              <th scope="col" class="number">
                {w.treated}
              </th>
              <th scope="col" class="number">
                {w.untreated}
              </th>
              <th scope="col">{w.difference}</th>
            </tr>
          </thead>
          <tbody>
            {(['bought', 'answered'] as const).map((outcome) => {
              const { treated, control, difference, low, high, verdict } = figures[outcome]
              return (
                <tr key={outcome}>
                  <th scope="row">{w.outcomes[outcome]}</th>
                  <td class="number">{rate(treated)}</td>
                  <td class="number">{rate(control)}</td>
                  <td>
                    {difference !== null && (
                      <>
                        <Interval
                          low={low}
                          middle={difference}
                          high={high}
                          from={-reach}
                          to={reach}
                          zero={0}
                        />{' '}
                        {w.points(points(difference))}{' '}
                        <span class="faint">
                          ({points(low)} … {points(high)})
                        </span>
                      </>
                    )}
                    <p>{w.verdicts[verdict]}</p>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </TableRoom>
    </section>
  )
}

const points = (share: number): string =>
  `${share < 0 ? '−' : '+'}${Math.abs(share * 100).toFixed(1)}`
