/** What the files say about entities: patterns, lookups, synonyms and annotated values. */
import type { CompromiseKind, EntityData } from '../nlp/entities/entity-model.ts'
import type { PhraseData } from '../nlp/entities/phrases.ts'
import { ordinaryWords } from './ordinary-words.ts'
import type { NluData } from './project.ts'
import { seenValues } from './seen-values.ts'

/** What the domain says about entities. Without it every regex and lookup counts as one. */
export type EntityNames = {
  readonly all: readonly string[]
  /** Those that some slot is filled from. */
  readonly wanted: readonly string[]
}

export function learnEntities(data: NluData, names?: EntityNames): EntityData {
  const seen = seenValues(data.examples)
  const isEntity = entityTest(data, names)
  const patterns = data.regexes.filter(({ name }) => isEntity(name))
  const lookups = data.lookups.filter(({ name }) => isEntity(name))
  const values = lookups.flatMap(({ name, values: listed }) =>
    listed.map((value) => ({ entity: name, text: value, value })),
  )
  const given = new Set([...patterns, ...lookups].map(({ name }) => name))
  const phrases = [...values, ...otherWords(values, data.synonyms)]
  return {
    patterns: patterns.map(({ name, pattern }) => ({ name, pattern })),
    phrases,
    seen: [...seen, ...otherWords(seen, data.synonyms)],
    synonyms: data.synonyms.map(({ text, value }) => ({ text, value })),
    ordinary: ordinaryWords(data.examples, phrases),
    names: renamed(names?.all ?? []),
    wanted: wantedKinds((names?.wanted ?? []).filter((name) => !given.has(name))),
  }
}

/** Rasa uses a regex or lookup whose name is no entity as a feature; here it has no use. */
export function entityTest(data: NluData, names?: EntityNames): (name: string) => boolean {
  if (names === undefined) return () => true
  const known = new Set(names.all)
  for (const { entities } of data.examples) for (const { entity } of entities) known.add(entity)
  return (name) => known.has(name)
}

/** A synonym of a known value is found where the value would be. */
function otherWords(
  values: readonly PhraseData[],
  synonyms: NluData['synonyms'],
): readonly PhraseData[] {
  const known = new Map<string, PhraseData>()
  for (const phrase of values) {
    for (const name of [phrase.value, phrase.text]) {
      if (!known.has(name.toLowerCase())) known.set(name.toLowerCase(), phrase)
    }
  }
  return synonyms.flatMap(({ text, value }) => {
    const phrase = known.get(value.toLowerCase())
    return phrase ? [{ entity: phrase.entity, text, value }] : []
  })
}

/** What domains call the entities that everybody has; Duckling's and spaCy's names first. */
const systemAliases: Readonly<Record<string, readonly string[]>> = {
  phone: ['phone-number', 'phone_number', 'telephone'],
  money: ['amount-of-money', 'amount_of_money', 'MONEY'],
  date: ['time', 'DATE', 'datetime'],
  email: ['email_address', 'e-mail', 'mail'],
  url: ['URL', 'link'],
  number: ['CARDINAL'],
  percentage: ['PERCENT', 'percent'],
  order_number: ['order_id', 'order'],
  tracking_number: ['tracking_id', 'tracking_code'],
  postcode: ['postal_code', 'zip_code', 'zipcode', 'zip'],
  street: ['street_address'],
}

function renamed(names: readonly string[]): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const [name, aliases] of Object.entries(systemAliases)) {
    const alias = names.includes(name) ? undefined : aliases.find((other) => names.includes(other))
    if (alias !== undefined) found[name] = alias
  }
  return found
}

const compromiseAliases: Readonly<Record<CompromiseKind, readonly string[]>> = {
  person: ['person', 'PERSON', 'name', 'full_name', 'customer_name'],
  place: ['place', 'location', 'city', 'country', 'GPE', 'LOC'],
  organisation: ['organisation', 'organization', 'company', 'ORG'],
  date: ['date', 'time', 'DATE', 'datetime'],
}

function wantedKinds(names: readonly string[]): EntityData['wanted'] {
  const found: Partial<Record<CompromiseKind, string>> = {}
  for (const kind of ['person', 'place', 'organisation', 'date'] as const) {
    const name = compromiseAliases[kind].find((alias) => names.includes(alias))
    if (name !== undefined) found[kind] = name
  }
  return found
}
