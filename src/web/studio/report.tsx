import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { StudioIntent, StudioOverview } from '../../server/wire.ts'
import { percent } from '../shared/times.ts'
import { Bar } from '../shared/bar.tsx'
import { Confusions } from './confusions.tsx'
import { words } from './words.ts'

const fewest = 12

/** How the last training went. */
export function Report({ overview }: { overview: StudioOverview }) {
  const w = words.value
  const { accuracy, findings } = overview.report
  return (
    <>
      <dl class="figures">
        <Figure name={w.accuracy}>
          <strong>{accuracy === null ? '–' : percent(accuracy, 1)}</strong>
          <span>{accuracy === null ? w.notJudged : w.accuracyHelp}</span>
        </Figure>
        <Figure name={w.intents}>
          <strong>{overview.intents.length}</strong>
        </Figure>
        <Figure name={w.examples}>
          <strong>{overview.examples}</strong>
        </Figure>
        <Figure name={w.languages}>
          <strong>{overview.languages.join(', ')}</strong>
        </Figure>
        <Figure name={w.model}>
          <code>{overview.model.slice(0, 16)}</code>
        </Figure>
      </dl>
      <section class="panel">
        <h2>
          {w.findings} <span class="tag">{findings.length}</span>
        </h2>
        {findings.length === 0 && <p class="panel-help">{w.noFindings}</p>}
        <ul class="findings">
          {findings.map(({ severity, file, line, column, message, remedy }) => (
            <li key={`${file}:${line}:${column} ${message}`}>
              <span class={`tag ${tagOf[severity]}`}>{w.severities[severity]}</span>
              <span>
                {message} {remedy}
                <code>
                  {file}:{line}:{column}
                </code>
              </span>
            </li>
          ))}
        </ul>
      </section>
      <PerIntent intents={overview.intents} />
      <Confusions confusions={overview.report.confusions} />
    </>
  )
}

function PerIntent({ intents }: { intents: readonly StudioIntent[] }) {
  const w = words.value
  const [isAll, setAll] = useState(false)
  const judged = intents
    .flatMap(({ name, score }) => (score ? [{ name, ...score }] : []))
    .toSorted((a, b) => a.f1 - b.f1)
  if (judged.length === 0) return null
  return (
    <section class="panel">
      <h2>{w.perIntent}</h2>
      <p class="panel-help">{w.perIntentHelp}</p>
      <div class="scroll" tabIndex={0} role="region" aria-label={w.perIntent}>
        <table>
          <thead>
            <tr>
              <th scope="col">{w.intents}</th>
              <th scope="col" colSpan={2}>
                {w.f1}
              </th>
              <th scope="col">{w.precision}</th>
              <th scope="col">{w.recall}</th>
              <th scope="col">{w.support}</th>
            </tr>
          </thead>
          <tbody>
            {judged.slice(0, isAll ? undefined : fewest).map((intent) => (
              <tr key={intent.name}>
                <th scope="row">
                  <a href={`#/intents/${encodeURIComponent(intent.name)}`}>
                    <code>{intent.name}</code>
                  </a>
                </th>
                <td class="cell-bar">
                  <Bar share={intent.f1} />
                </td>
                <td class="cell-number">{percent(intent.f1)}</td>
                <td class="cell-number">{percent(intent.precision)}</td>
                <td class="cell-number">{percent(intent.recall)}</td>
                <td class="cell-number">{intent.support}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!isAll && judged.length > fewest && (
        <button type="button" class="button" onClick={() => setAll(true)}>
          {w.all(judged.length)}
        </button>
      )}
    </section>
  )
}

function Figure({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const tagOf = { error: 'tag-bad', warning: 'tag-warn', note: '' }
