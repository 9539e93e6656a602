import type { StudioOverview } from '../../server/wire.ts'
import { words } from './words.ts'

type Confusion = StudioOverview['report']['confusions'][number]

const mostIntents = 14
const step = 22
const labels = 190

/** Which intents were taken for which: a picture for the eye, and the same as a table. */
export function Confusions({ confusions }: { confusions: readonly Confusion[] }) {
  const w = words.value
  return (
    <section class="panel">
      <h2>{w.confusions}</h2>
      {confusions.length === 0 ? (
        <p class="panel-help">{w.noConfusions}</p>
      ) : (
        <>
          <p class="panel-help">{w.confusionsHelp}</p>
          <div class="scroll" tabIndex={0} role="region" aria-label={w.confusions}>
            <Picture confusions={confusions} />
          </div>
          <div class="scroll" tabIndex={0} role="region" aria-label={w.example}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{w.times}</th>
                  <th scope="col">{w.expected}</th>
                  <th scope="col">{w.got}</th>
                  <th scope="col">{w.example}</th>
                  <th scope="col">{w.place}</th>
                </tr>
              </thead>
              <tbody>
                {confusions.map(({ expected, got, count, example }) => (
                  <tr key={`${expected} ${got}`}>
                    <td class="cell-number">{count}</td>
                    <td>
                      <code>{expected}</code>
                    </td>
                    <td>
                      <code>{got}</code>
                    </td>
                    <td lang={example.language}>
                      <bdi>{example.text}</bdi>
                    </td>
                    <td>
                      <code>
                        {example.file}:{example.line}
                      </code>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  )
}

/** Intents in the order of how often they take part, the most frequent ones only. */
function Picture({ confusions }: { confusions: readonly Confusion[] }) {
  const shares = new Map<string, number>()
  for (const { expected, got, count } of confusions) {
    shares.set(expected, (shares.get(expected) ?? 0) + count)
    shares.set(got, (shares.get(got) ?? 0) + count)
  }
  const names = [...shares]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, mostIntents)
    .map(([name]) => name)
  const most = Math.max(...confusions.map(({ count }) => count))
  const size = names.length * step
  const shown = confusions.filter(
    ({ expected, got }) => names.includes(expected) && names.includes(got),
  )
  return (
    <svg
      class="confusions"
      role="img"
      aria-label={words.value.confusions}
      width={labels + size + 4}
      height={labels + size + 4}
    >
      {names.map((name, n) => (
        <g key={name}>
          <text class="confusions-name" x={labels - 8} y={labels + n * step + 15} text-anchor="end">
            {name}
          </text>
          <text
            class="confusions-name"
            text-anchor="start"
            transform={`translate(${labels + n * step + 15} ${labels - 8}) rotate(-90)`}
          >
            {name}
          </text>
          <path
            class="confusions-line"
            d={`M ${labels} ${labels + n * step + 11} h ${size} M ${labels + n * step + 11} ${labels} v ${size}`}
          />
        </g>
      ))}
      {shown.map(({ expected, got, count }) => (
        <circle
          key={`${expected} ${got}`}
          class="confusions-dot"
          cx={labels + names.indexOf(got) * step + 11}
          cy={labels + names.indexOf(expected) * step + 11}
          r={3 + 7 * Math.sqrt(count / most)}
        >
          <title>
            {expected} → {got}: {count}
          </title>
        </circle>
      ))}
    </svg>
  )
}
