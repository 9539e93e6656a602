import type { ComponentChildren } from 'preact'
import type { DeskEvent, Source, Understanding } from '../../server/wire.ts'
import { Bar } from '../shared/bar.tsx'
import { percent } from '../shared/times.ts'
import { shown } from './shown.ts'
import { words } from './words.ts'

type Message = Extract<DeskEvent, { kind: 'customer-said' }>
type Decided = Extract<DeskEvent, { kind: 'decided' }>

/** Less than this would be shown as 0. */
const visible = 0.005

/** The whole account: intents, words, training lines, entities, decisions, slots, records. */
export function Why(props: {
  message: Message
  understanding: Understanding
  turn: readonly DeskEvent[]
}) {
  const w = words.value
  const { ranking, entities } = props.understanding
  const likeliest = ranking
    .slice(0, 5)
    .filter(({ confidence }, n) => n === 0 || confidence >= visible)
  const decided = props.turn.filter((event): event is Decided => event.kind === 'decided')
  const said = props.turn.flatMap((event) =>
    event.kind === 'bot-said' && event.response ? [event] : [],
  )
  const steps = decided.flatMap(({ steps }) => steps)
  const trace = decided[0]?.trace
  const forIt = trace?.words?.filter(([, push]) => push >= visible) ?? []
  const against = trace?.words?.filter(([, push]) => push <= -visible) ?? []
  const reads = [...new Set(decided.flatMap(({ trace }) => trace.reads ?? []))]
  return (
    <dl class="why">
      <Row name={w.intents}>
        <ol class="why-ranking">
          {likeliest.map(({ name, confidence }) => (
            <li key={name}>
              <code>{name}</code>
              <Bar share={confidence} />
              <span>{percent(confidence)}</span>
            </li>
          ))}
        </ol>
      </Row>
      {forIt.length > 0 && <Row name={w.wordsFor}>{forIt.map(word)}</Row>}
      {against.length > 0 && <Row name={w.wordsAgainst}>{against.map(word)}</Row>}
      {trace?.nearest && trace.nearest.length > 0 && (
        <Row name={w.nearest}>
          <ul>
            {trace.nearest.map((line) => (
              <li key={`${line.file}:${line.line}`}>
                <bdi>{line.text}</bdi> <Place source={line} />
              </li>
            ))}
          </ul>
        </Row>
      )}
      <Row name={w.entities}>
        {entities.length === 0 ? (
          w.noEntities
        ) : (
          <ul>
            {entities.map(({ entity, value, start, end, from, role }) => (
              <li key={`${entity} ${start}`}>
                <code>{role ? `${entity} (${role})` : entity}</code> {shown(value)}{' '}
                <span class="why-aside">
                  “<bdi>{props.message.text.slice(start, end)}</bdi>” · {from}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Row>
      {steps.length > 0 && (
        <Row name={w.decided}>
          <ul>
            {steps.map((step, index) =>
              'action' in step ? (
                <li key={index}>
                  <code>{step.action}</code> {w.authorities[step.by]}{' '}
                  {step.confidence !== undefined && <>{percent(step.confidence)} </>}
                  {step.source && <Place source={step.source} />}
                </li>
              ) : null,
            )}
          </ul>
        </Row>
      )}
      {steps.some((step) => 'facts' in step) && (
        <Row name={w.knew}>
          <ul>
            {steps.flatMap((step) =>
              'facts' in step
                ? Object.entries(step.facts).map(([fact, value]) => (
                    <li key={fact}>
                      <code>{fact}</code> {shown(value)}
                    </li>
                  ))
                : [],
            )}
          </ul>
        </Row>
      )}
      {steps.some((step) => 'slot' in step) && (
        <Row name={w.remembered}>
          <ul>
            {steps.map((step, index) =>
              'slot' in step ? (
                <li key={index}>
                  <code>{step.slot}</code> {shown(step.value)}
                </li>
              ) : null,
            )}
          </ul>
        </Row>
      )}
      {said.length > 0 && (
        <Row name={w.response}>
          {said.map(({ seq, response, variant }) => (
            <code key={seq} class="why-response">
              {response}
              {variant !== undefined && ` #${variant + 1}`}
            </code>
          ))}
        </Row>
      )}
      {reads.length > 0 && <Row name={w.reads}>{reads.join(', ')}</Row>}
      {trace && (
        <Row name={w.model}>
          <code>{trace.model.slice(0, 12)}</code>
        </Row>
      )}
    </dl>
  )
}

function Row({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Place({ source }: { source: Source }) {
  return (
    <code class="why-place">
      {source.name && `${source.name} · `}
      {source.file}:{source.line}
    </code>
  )
}

function word([text, push]: readonly [string, number]) {
  return (
    <span key={text} class={`tag ${push > 0 ? 'tag-good' : 'tag-bad'}`}>
      <bdi>{text}</bdi> {push > 0 ? '+' : '−'}
      {Math.abs(push).toFixed(2)}
    </span>
  )
}
