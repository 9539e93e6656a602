import type { Json, Language, Source, Variant } from '../../conversation.ts'
import type { SlotMapping, StoryStep } from '../../dialogue/bot.ts'
import { whyNotPattern } from '../../nlp/entities/patterns.ts'
import { type Draft, emptyDraft } from '../draft.ts'
import type { ExampleEntity } from '../project.ts'
import { plainName } from './plain-name.ts'
import type { Remark } from './remark.ts'

/** What has been gathered from a source, in the terms of our own files. */
export type Importing = {
  readonly draft: Draft
  readonly remarks: Remark[]
  /** Names as the source has them → as they are here: the same for the same. */
  readonly names: Map<string, string>
  readonly seen: Set<string>
  /** Whether `faq/x` is a retrieval intent, as with Rasa, or just a name. */
  keepsSlash: boolean
}

export const startImport = (remarks: Remark[] = []): Importing => ({
  keepsSlash: false,
  draft: emptyDraft(),
  remarks,
  names: new Map(),
  seen: new Set(),
})

export function remark(
  into: Importing,
  kind: Remark['kind'],
  file: string,
  item: string,
  why: string,
): void {
  into.remarks.push({ kind, file, item, why })
}

const source: Source = { file: 'import', line: 1 }

/** The intent under its name here; it need not have examples. */
export function addIntent(into: Importing, file: string, name: string): string {
  const here = plainName(into, file, 'intent', name)
  const base = here.split('/', 1)[0]!
  if (!into.draft.intents.has(base)) {
    into.draft.intents.set(base, { usesEntities: true, ignoresEntities: [], source })
  }
  return here
}

/** The entity under its name here, with a role when it has one. */
export function addEntity(into: Importing, file: string, name: string, role?: string): string {
  const here = plainName(into, file, 'entity', name)
  const known = into.draft.entities.get(here)
  const roles = known?.roles ?? []
  into.draft.entities.set(here, {
    roles: role === undefined || roles.includes(role) ? roles : [...roles, role],
    groups: known?.groups ?? [],
    source,
  })
  return here
}

export type GivenEntity = Omit<ExampleEntity, 'value'> & { readonly value?: string | undefined }

export type GivenExample = {
  readonly text: string
  readonly intent: string
  readonly entities?: readonly GivenEntity[]
  readonly language?: Language
  readonly metadata?: Json
}

const longestText = 4_000

/** An example with its offsets checked; one that is there already is passed over. */
export function addExample(into: Importing, file: string, given: GivenExample): void {
  const { text, entities } = trimmed(given)
  if (text === '') return
  if (text.length > longestText) {
    const why = `It has ${text.length} letters; at most ${longestText} are taken.`
    remark(into, 'left-out', file, `example ${JSON.stringify(text.slice(0, 40))}…`, why)
    return
  }
  const intent = addIntent(into, file, given.intent)
  const key = JSON.stringify([intent, given.language ?? '', text])
  if (into.seen.has(key)) return
  into.seen.add(key)
  into.draft.examples.push({
    text,
    intent,
    entities: fitting(into, file, text, entities),
    language: given.language ?? '',
    source,
    ...(given.metadata === undefined ? {} : { metadata: given.metadata }),
  })
}

/** On one line and without spaces at its ends, which the files do not keep; offsets go along. */
function trimmed({ text, entities = [] }: GivenExample) {
  const line = text.replace(/[\p{Cc}\u2028\u2029\ufeff]/gu, ' ')
  const cut = line.length - line.trimStart().length
  const moved = entities.map((one) => ({ ...one, start: one.start - cut, end: one.end - cut }))
  return { text: line.trim(), entities: moved }
}

/** Entities whose offsets are within the text, one at a place: of two that overlap the shorter. */
function fitting(
  into: Importing,
  file: string,
  text: string,
  entities: readonly GivenEntity[],
): ExampleEntity[] {
  const item = (entity: GivenEntity) =>
    `entity ${entity.entity} in ${JSON.stringify(text.slice(0, 60))}`
  const taken: ExampleEntity[] = []
  const byLength = entities.toSorted((a, b) => a.end - a.start - (b.end - b.start))
  for (const given of byLength) {
    const placed = placeOf(text, given)
    if (!placed) {
      const why = `Its offsets ${given.start}–${given.end} are not within the text.`
      remark(into, 'broken', file, item(given), why)
      continue
    }
    const { start, end } = placed
    if (start !== given.start || end !== given.end) {
      const why = `Its offsets ${given.start}–${given.end} were wrong; ${start}–${end} is meant.`
      remark(into, 'changed', file, item(given), why)
    }
    if (taken.some((other) => start < other.end && other.start < end)) {
      remark(
        into,
        'left-out',
        file,
        item(given),
        'It lies upon another one; files mark each place once.',
      )
      continue
    }
    const { role, group, value = text.slice(start, end) } = given
    const cleanRole = role === undefined ? undefined : plainName(into, file, 'role', role)
    const entity = addEntity(into, file, given.entity, cleanRole)
    taken.push({
      entity,
      value,
      start,
      end,
      ...(cleanRole === undefined ? {} : { role: cleanRole }),
      ...(group === undefined ? {} : { group }),
    })
  }
  return taken.sort((a, b) => a.start - b.start)
}

/** Where it is: as said, without spaces at its ends, or where its value stands when that is elsewhere. */
function placeOf(text: string, { start, end, value }: GivenEntity) {
  const isWithin = Number.isInteger(start) && start >= 0 && end <= text.length
  const marked = isWithin ? text.slice(start, end) : ''
  const at = value && marked.trim() !== value ? text.indexOf(value) : -1
  const until = at + (value?.length ?? 0)
  // Within what is marked it is what the longer words stand for: [new york city](place: new york).
  const isElsewhere = at >= 0 && (at < start || until > end)
  if (isElsewhere && text.indexOf(value!, at + 1) < 0) return { start: at, end: until }
  if (marked.trim() === '') return null
  const from = start + marked.length - marked.trimStart().length
  return { start: from, end: from + marked.trim().length }
}

/** A synonym: `text` is read as `value`. The value itself needs none. */
export function addSynonym(into: Importing, value: string, text: string): void {
  const { synonyms } = into.draft
  const [one, other] = [oneLine(value), oneLine(text)]
  if (one === other || one === '' || other === '') return
  const key = JSON.stringify(['synonym', other.toLowerCase()])
  const known = into.names.get(key)
  if (known !== undefined) {
    if (known !== one) {
      const why = `It stands for ${known} as well; a word stands for one thing here.`
      remark(into, 'left-out', 'synonyms', `${other} for ${one}`, why)
    }
    return
  }
  into.names.set(key, one)
  synonyms.push({ value: one, text: other })
}

/** Words that are an entity wherever they stand. */
export function addLookup(
  into: Importing,
  file: string,
  entity: string,
  words: readonly string[],
): void {
  const name = addEntity(into, file, entity)
  const { lookups } = into.draft
  const at = lookups.findIndex((one) => one.name === name)
  const known = at < 0 ? [] : lookups[at]!.values
  const values = [...new Set([...known, ...words.map(oneLine)])].filter((word) => word !== '')
  if (values.length === 0) return
  lookups.splice(at < 0 ? lookups.length : at, at < 0 ? 0 : 1, { name, values, source })
}

export function addRegex(into: Importing, file: string, entity: string, pattern: string): void {
  const name = addEntity(into, file, entity)
  const why = whyNotPattern(oneLine(pattern))
  if (why !== null) return remark(into, 'left-out', file, `pattern of ${entity}`, why)
  if (into.draft.regexes.some((one) => one.name === name && one.pattern === pattern)) return
  into.draft.regexes.push({ name, pattern: oneLine(pattern), source })
}

const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ').trim()

export type GivenVariant = Omit<Variant, 'source'>

/** Ways to say a response; those that are there already are passed over. Its name here. */
export function addResponse(
  into: Importing,
  file: string,
  name: string,
  variants: readonly GivenVariant[],
): string {
  const here = `utter_${plainName(into, file, 'response', name)}`
  const known = into.draft.responses.get(here) ?? []
  for (const variant of variants) {
    const isThere = known.some(
      ({ source: _, ...one }) => JSON.stringify(one) === JSON.stringify(variant),
    )
    if (!isThere) known.push({ ...variant, source })
  }
  if (known.length > 0) into.draft.responses.set(here, known)
  return here
}

/** A rule with a name of its own, unless one begins with the same message already. */
export function addRule(into: Importing, name: string, steps: readonly StoryStep[]): void {
  const key = JSON.stringify(['rule', steps[0]])
  if (into.seen.has(key)) return
  into.seen.add(key)
  into.draft.rules.push({
    name,
    source,
    conditions: [],
    startsConversation: false,
    waits: true,
    steps,
  })
}

/** A slot that an entity fills. Its name here. */
export function addSlot(
  into: Importing,
  file: string,
  name: string,
  mappings: readonly SlotMapping[],
): string {
  const here = plainName(into, file, 'slot', name)
  const known = into.draft.slots.get(here)
  const all = [...(known?.mappings ?? [])]
  for (const mapping of mappings) {
    if (!all.some((one) => JSON.stringify(one) === JSON.stringify(mapping))) all.push(mapping)
  }
  into.draft.slots.set(here, {
    type: 'text',
    influences: false,
    initial: null,
    mappings: all,
    source,
  })
  return here
}

export function addForm(
  into: Importing,
  file: string,
  name: string,
  required: readonly string[],
): string {
  const here = plainName(into, file, 'form', `${name}_form`)
  into.draft.forms.set(here, { required: [...new Set(required)], ignoredIntents: [], source })
  return here
}
