/**
 * People, places and organisations in English. compromise costs 1.6 ms a message and half a
 * second to load, so it is loaded by the first message of a bot whose slots want one of them.
 */
import { createRequire } from 'node:module'
import type { Entity } from '../../conversation.ts'
import type { CompromiseKind } from './entity-model.ts'

type View = {
  json(options: {
    offset: true
  }): readonly { text: string; offset: { start: number; length: number } }[]
}
type Document = { people(): View; places(): View; organizations(): View; dates?(): View }
type Compromise = { (text: string): Document; plugin(plugin: unknown): void }

let compromise: Compromise | undefined

export function findWithCompromise(
  text: string,
  wanted: Readonly<Partial<Record<CompromiseKind, string>>>,
): Entity[] {
  const document = load()(text)
  const found: Entity[] = []
  collect(found, wanted.person, document.people())
  collect(found, wanted.place, document.places())
  collect(found, wanted.organisation, document.organizations())
  if (document.dates) collect(found, wanted.date, document.dates())
  return found
}

function load(): Compromise {
  if (compromise) return compromise
  const load = createRequire(import.meta.url)
  compromise = load('compromise') as Compromise
  compromise.plugin(load('compromise-dates'))
  return compromise
}

function collect(found: Entity[], entity: string | undefined, view: View): void {
  if (entity === undefined) return
  for (const { text, offset } of view.json({ offset: true })) {
    // What compromise finds may carry the marks around it.
    const lead = text.length - text.trimStart().length
    const value = text.trim().replace(/[.,;:!?]+$/, '')
    if (value === '') continue
    const start = offset.start + lead
    found.push({ entity, value, start, end: start + value.length, from: 'compromise' })
  }
}
