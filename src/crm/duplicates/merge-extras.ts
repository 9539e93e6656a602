import type { Actor } from '../records/actor.ts'
import { contactKey } from '../people/contacts.ts'
import { newId } from '../records/new-id.ts'
import { all, insertAll, one, run, type Row, type Work } from '../work.ts'

/** What of a customer cannot simply go over, so that `undoMerge` can put it back. */
export type Extras = {
  /** Rows that were taken away, as the one who stays has the same already. */
  readonly contacts: readonly Row[]
  readonly attributes: readonly Row[]
  /** Names of the attributes that went over. */
  readonly moved: readonly string[]
  /** Ids of contacts made of the addresses and phones that stand in no record any more. */
  readonly made: readonly string[]
  /** Purposes to which a refusal was added. */
  readonly refused: readonly string[]
}

type Reach = { readonly email: string; readonly phone: string }
type Side = Reach & {
  readonly emailVerified: boolean
  readonly emailOnFile: boolean
  readonly phoneVerified: boolean
}

const contactColumns = 'id customer kind label value value_key verified_at on_file added_at'.split(
  ' ',
)
const attributeColumns = 'kind record name text number'.split(' ')

/** Takes aside what both have, before the rest goes over. `sides` are both customers as they were. */
export function* mergeExtras(
  gone: string,
  keep: string,
  sides: readonly [kept: Side, gone: Side],
  now: Reach,
  by: Actor,
  at: string,
): Work<Extras> {
  const contacts = yield* all(
    `delete from contacts where customer = ? and exists (select 1 from contacts k
       where k.customer = ? and k.kind = contacts.kind and k.value_key = contacts.value_key)
     returning ${contactColumns.join(', ')}`,
    gone,
    keep,
  )
  const attributes = yield* all(
    `delete from attributes where kind = 'customer' and record = ? and name in
       (select name from attributes where kind = 'customer' and record = ?)
     returning ${attributeColumns.join(', ')}`,
    gone,
    keep,
  )
  const moved = yield* all<{ name: string }>(
    `update attributes set record = ? where kind = 'customer' and record = ? returning name`,
    keep,
    gone,
  )
  return {
    contacts,
    attributes,
    moved: moved.map(({ name }) => name),
    made: yield* keepReach(keep, gone, sides, now, at),
    refused: yield* strictestConsents(gone, keep, by, at),
  }
}

/** Addresses and phones that are in neither record any more become further contacts. */
function* keepReach(
  keep: string,
  gone: string,
  sides: readonly Side[],
  now: Reach,
  at: string,
): Work<string[]> {
  const made: string[] = []
  for (const side of sides) {
    for (const kind of ['email', 'phone'] as const) {
      const key = contactKey(kind, side[kind])
      if (side[kind] === '' || key === contactKey(kind, now[kind])) continue
      const known = yield* one(
        'select id from contacts where customer in (?, ?) and kind = ? and value_key = ?',
        keep,
        gone,
        kind,
        key,
      )
      if (known) continue
      const id = newId(kind)
      const isVerified = kind === 'email' ? side.emailVerified : side.phoneVerified
      const isOnFile = kind === 'email' && side.emailOnFile
      yield* insertAll('contacts', contactColumns, [
        [id, keep, kind, '', side[kind], key, isVerified ? at : null, Number(isOnFile), at],
      ])
      made.push(id)
    }
  }
  return made
}

/** Who refused as one of both has refused: the later yes of the other is no answer to that. */
function* strictestConsents(gone: string, keep: string, by: Actor, at: string): Work<string[]> {
  const rows = yield* all<{ customer: string; purpose: string; given: number }>(
    `select customer, purpose, given from consents where id in
       (select max(id) from consents where customer in (?, ?) group by customer, purpose)
     order by id`,
    gone,
    keep,
  )
  const purposes = new Set(rows.map(({ purpose }) => purpose))
  const refused: string[] = []
  for (const purpose of purposes) {
    const answers = rows.filter((row) => row.purpose === purpose)
    const isRefused = answers.some(({ given }) => Number(given) === 0)
    if (!isRefused || Number(answers.at(-1)?.given) === 0) continue
    yield* run(
      `insert into consents (customer, purpose, given, text_version, how, at, by_kind, by_id, by_name)
       values (?, ?, 0, '', 'merged', ?, ?, ?, ?)`,
      keep,
      purpose,
      at,
      by.kind,
      by.id,
      by.name,
    )
    refused.push(purpose)
  }
  return refused
}

/** Puts back what `mergeExtras` took aside, before the rest goes back. */
export function* unmergeExtras(gone: string, keep: string, extras: Extras): Work<void> {
  for (const id of extras.made) yield* run('delete from contacts where id = ?', id)
  for (const name of extras.moved) {
    yield* run(
      `update attributes set record = ? where kind = 'customer' and record = ? and name = ?`,
      gone,
      keep,
      name,
    )
  }
  // By the columns that they have: there were fewer once.
  for (const row of extras.contacts)
    yield* insertAll('contacts', Object.keys(row), [Object.values(row)])
  for (const row of extras.attributes) {
    yield* insertAll('attributes', Object.keys(row), [Object.values(row)])
  }
  for (const purpose of extras.refused) {
    // Only when nothing was said since.
    yield* run(
      `delete from consents where how = 'merged' and id =
         (select max(id) from consents where customer = ? and purpose = ?)`,
      keep,
      purpose,
    )
  }
}
