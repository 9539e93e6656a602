import type { SalesFigures } from '../../../server/wire.ts'
import { percent } from '../../shared/times.ts'
import { Interval } from './interval.tsx'
import { stageName } from './stage-name.ts'
import { TableRoom } from './table-room.tsx'
import { words } from './words.ts'

type Rate = SalesFigures['winRate']

/** Win rates of all, by owner and by stage; how many cases stand beside each. */
export function RatesTable({ figures }: { figures: SalesFigures }) {
  const w = words.value
  const { winRate, byOwner, byStage, owners, stages } = figures
  const ownerName = (id: string | null) => owners.find((one) => one.id === id)?.name ?? w.nobody
  return (
    <TableRoom label={w.winRates}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              {w.owner} / {w.stage}
            </th>
            <th scope="col" class="number">
              {w.rate}
            </th>
            <th scope="col">{w.range}</th>
            <th scope="col" class="number">
              {w.cases}
            </th>
            <th scope="col" class="number">
              {w.stageSays}
            </th>
          </tr>
        </thead>
        <tbody>
          <Row name={w.ofAll} rate={winRate} says="" />
        </tbody>
        <tbody>
          {byOwner.map((rate) => (
            <Row key={rate.key} name={ownerName(rate.key)} rate={rate} says="" />
          ))}
        </tbody>
        <tbody>
          {byStage.map((rate) => (
            <Row
              key={rate.key}
              name={stageName(rate.key ?? '', stages)}
              rate={rate}
              says={percent((stages.find(({ id }) => id === rate.key)?.probability ?? 0) / 100)}
            />
          ))}
        </tbody>
      </table>
    </TableRoom>
  )
}

function Row({ name, rate, says }: { name: string; rate: Rate; says: string }) {
  const { share, low, high, count, of } = rate
  return (
    <tr>
      <th scope="row">
        <bdi>{name}</bdi>
      </th>
      <td class="number">{share === null ? '–' : percent(share)}</td>
      <td>
        <Interval low={low} middle={share} high={high} from={0} to={1} />{' '}
        {share !== null && `${percent(low)} – ${percent(high)}`}
      </td>
      <td class="number">
        {count} / {of}
      </td>
      <td class="number">{says}</td>
    </tr>
  )
}
