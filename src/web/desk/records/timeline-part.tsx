import { useEffect } from 'preact/hooks'
import type { Schemas } from '../../shared/api-types.ts'
import { day, moment } from '../../shared/times.ts'
import { goTo, pageLink } from '../place.ts'
import { inbox } from '../state.ts'
import { ListFrame } from './list-frame.tsx'
import { Part } from './part.tsx'
import { useList } from './use-list.ts'
import { words } from './words.ts'

type Moment = Schemas['Moment']

/** All that happened with a customer, the latest first; read anew when the record changes. */
export function TimelinePart({ path, version }: { path: string; version: number }) {
  const w = words.value
  const list = useList<Moment>(`${path}/timeline?limit=30`)
  useEffect(() => void (version > 1 && list.reload()), [version])
  return (
    <Part title={w.parts.timeline}>
      <ListFrame list={list}>
        <ol class="timeline">
          {list.items.map((one) => (
            <li key={one.ref} class={`moment moment-${one.kind}`}>
              <p class="moment-top">
                <span class="tag">{nameOf(one)}</span> <About moment={one} />
                <time dateTime={one.at} title={day(one.at)}>
                  {moment(one.at)}
                </time>
              </p>
              <p class="moment-text">
                <bdi>{textOf(one)}</bdi>
              </p>
              {one.by.kind !== null && <p class="faint">{byOf(one)}</p>}
            </li>
          ))}
        </ol>
      </ListFrame>
    </Part>
  )
}

function About({ moment: { of, record, kind } }: { moment: Moment }) {
  if (of === 'ticket') return <a href={pageLink('tickets', [record])}>{record}</a>
  if (of === 'conversation') {
    return (
      <a
        href={`#/${inbox.value}/${encodeURIComponent(record)}`}
        onClick={(event) => {
          event.preventDefault()
          goTo(inbox.value, record)
        }}
      >
        {words.value.openConversation}
      </a>
    )
  }
  if (kind === 'order' || kind === 'return' || kind === 'invoice') return <span>{record}</span>
  return kind === 'consent' ? <bdi>{record}</bdi> : null
}

const nameOf = ({ kind }: Moment): string =>
  (words.value.moments as Readonly<Record<string, string>>)[kind] ?? kind

function textOf({ kind, text, field, was, became }: Moment): string {
  const w = words.value
  if (kind === 'moved') return (w.moves as Readonly<Record<string, string>>)[text] ?? text
  if (kind === 'consent') return `${became === true ? w.given : w.withdrawn} · ${field} · ${text}`
  if (kind !== 'change' || field === null) return text
  const names: Readonly<Record<string, string>> = w.fields
  const name = names[field] ?? field.replace(/^attributes\./, '')
  return `${name}: ${shown(was)} → ${shown(became)}`
}

/** Of an address its lines, of a contact what it is. */
function shown(value: unknown): string {
  const w = words.value
  if (value === null || value === undefined || value === '') return w.none
  if (typeof value === 'boolean') return value ? w.yes : w.no
  if (typeof value === 'string' || typeof value === 'number') return `${value}`
  return Object.values(value)
    .filter((part) => typeof part === 'string' && part !== '')
    .join(', ')
}

function byOf({ by: { kind, name } }: Moment): string {
  const names: Readonly<Record<string, string>> = words.value.by
  return name || (names[kind ?? ''] ?? '')
}
