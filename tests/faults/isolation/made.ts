/** What only some operations need, made anew for each call. */
import type { Database } from '../../../src/crm/database.ts'
import { mergeCustomers } from '../../../src/crm/duplicates/merge-customers.ts'
import { addImport, type ImportStatus } from '../../../src/crm/import/imports.ts'
import { addAddress } from '../../../src/crm/people/addresses.ts'
import { addContact } from '../../../src/crm/people/contacts.ts'
import { makeCustomer } from '../../../src/crm/people/make-customer.ts'
import { atTheCommandLine as by } from '../../../src/crm/records/actor.ts'
import { run } from '../../../src/crm/work.ts'
import type { Scene } from './scene.ts'

export type Made = Readonly<Record<string, string>>

const at = '2026-11-20T10:00:00.000Z'

/** An import of one customer that stands at a status, its file read. */
export const importAt = (status: ImportStatus) => async (db: Database) => {
  const id = await addImport(db, {
    fileName: 'customers.csv',
    plan: {
      kind: 'customers',
      form: { kind: 'text', encoding: 'utf-8', separator: ',', hasHeader: true },
      columns: [],
      mapping: [],
      country: null,
      accepted: [],
      rows: 1,
    },
    by,
  })
  await db.write(() => run('update imports set status = ? where id = ?', status, id))
  return { id }
}

export async function contactOf(db: Database, { ids }: Scene): Promise<Made> {
  const value = `further${Math.random()}@example.com`
  const contact = { kind: 'email', value, label: '', isVerified: true } as const
  const { id } = await db.write(() => addContact(ids.customer ?? '', contact, { by, at }))
  return { contact: id }
}

export async function addressOf(db: Database, { ids }: Scene): Promise<Made> {
  const address = { label: '', address: 'Canal 1', city: '', country: '', postcode: '' }
  const { id } = await db.write(() => addAddress(ids.customer ?? '', address, { by, at }))
  return { address: id }
}

/** Another customer of the same name. */
export async function doubleOf(db: Database, { open }: Scene): Promise<Made> {
  return { double: await db.write(() => makeCustomer({ name: `Canary ${open}` }, { by, at })) }
}

export async function proposalOf(db: Database, scene: Scene): Promise<Made> {
  const { double = '' } = await doubleOf(db, scene)
  const [a, b] = [double, scene.ids.customer ?? ''].toSorted()
  await db.write(() =>
    run(
      `insert into duplicates (a, b, probability, reasons, status, found_at)
       values (?, ?, 0.9, '[]', 'open', ?)`,
      a,
      b,
      at,
    ),
  )
  return { double }
}

export async function mergeOf(db: Database, scene: Scene): Promise<Made> {
  const { double = '' } = await doubleOf(db, scene)
  const both = { keep: scene.ids.customer ?? '', gone: double }
  return { id: await db.write(() => mergeCustomers({ ...both, take: [], by, at })) }
}

/** Gives the campaign of a scene all that it needs to start. */
export async function letterOf(db: Database, { ids }: Scene): Promise<Made> {
  await db.write(() =>
    run(
      'update campaigns set segment = ?, message = ? where id = ?',
      ids.segment,
      '{"en":{"subject":"New","text":"New lamps"}}',
      ids.campaign,
    ),
  )
  return {}
}
