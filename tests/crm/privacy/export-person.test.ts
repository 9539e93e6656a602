import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { tableShapes } from '../../../src/crm/keeping/table-shapes.ts'
import { exportPerson } from '../../../src/crm/privacy/export-person.ts'
import { run } from '../../../src/crm/work.ts'
import { databases, type TestStore } from '../../databases.ts'
import { anna, tom, xiaoming } from '../../people.ts'
import { annaEverywhere, annaIn } from './scene.ts'
import { tiedTables } from './tied-tables.ts'

describe.each(databases)('exporting a person on $name', (engine) => {
  let store: TestStore
  beforeEach(async () => {
    store = await engine.store()
    await annaEverywhere(store.db)
  })
  afterEach(() => store.remove())

  test('gives everything of hers', async () => {
    await store.db.write(() =>
      run(
        `insert into legal_holds (kind, id, reason, by_kind, by_id, by_name, since)
         values ('customer', ?, 'A claim is open', 'agent', 'a-1', 'Mei Lin', '2026-11-20')`,
        anna.id,
      ),
    )
    const all = await exportPerson(store.db, anna.id)
    expect(all.customer).toMatchObject({
      ...anna,
      address: 'Lindenweg 8',
      phone: '+49 30 555 0101',
    })
    expect(all.orders.map(({ number }) => number)).toEqual(['HP-09987', 'HP-10023'])
    expect(all.orders[1]).toMatchObject({
      items: [{ sku: 'LMP-OAK' }, { sku: 'CUS-LIN', quantity: 2 }],
      shipments: [{ tracking: 'JD014600010023', deliveredAt: null }],
    })
    expect(all.returns).toMatchObject([{ number: 'R-ANNA01', skus: ['KET-COP'] }])
    expect(all.tickets).toMatchObject([{ number: 'T-ANNA01', body: 'The lamp of Anna Berg hums.' }])
    expect(all.failedProofs.map(({ key }) => key)).toEqual(
      expect.arrayContaining([`EMAIL ${anna.email.toUpperCase()}`, 'ORDER HP-10023']),
    )
    expect(all.changes).toEqual(
      expect.arrayContaining(
        [
          { kind: 'customer', by: 'agent', field: 'city', was: '"Berlin"', became: '"Potsdam"' },
          { kind: 'ticket', record: 'T-ANNA01', what: 'made', by: 'customer' },
          { kind: 'return', record: 'R-ANNA01', what: 'made' },
        ].map((change) => expect.objectContaining(change) as unknown),
      ),
    )
    expect(all.contacts).toMatchObject([{ kind: 'email', value: 'a.berg@harbour.example' }])
    expect(all.addresses).toMatchObject([{ address: 'Postfach 77 04' }])
    expect(all.attributes).toMatchObject([{ name: 'shoe_colour', text: 'ultramarine' }])
    expect(all.consents).toMatchObject([{ purpose: 'newsletter', given: 1, how: 'by fax' }])
    expect(all.notes.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Likes to be rung up', 'Bulb was swapped']),
    )
    expect(all.tasks).toHaveLength(3)
    expect(all.invoices).toMatchObject([{ number: 'INV-ANNA1', total: 0.02 }])
    expect(all.holds).toMatchObject([{ kind: 'customer', reason: 'A claim is open' }])
    expect(all.reminders).toMatchObject([{ name: 'ask again', intent: 'greet' }])
    expect(all.conversations).toHaveLength(1)
    expect(all.conversations[0]?.events).toHaveLength(7)
    expect(all.conversations[0]?.events).toContainEqual(
      expect.objectContaining({ kind: 'noted', text: 'Anna Berg is a good customer.' }),
    )
  })

  test('gives what each table has of her that the schema ties to a customer', async () => {
    expect(tiedTables()).toEqual(Object.keys(annaIn).toSorted())
    const text = JSON.stringify(await exportPerson(store.db, anna.id))
    for (const [table, word] of Object.entries(annaIn)) expect(text, table).toContain(word)
  })

  test('gives nothing of others, and of agents only the name that she saw', async () => {
    const text = JSON.stringify(await exportPerson(store.db, anna.id))
    for (const word of [tom.id, tom.name, tom.email, xiaoming.email, 'T-7K2M4Q', 'HP-10011']) {
      expect(text).not.toContain(word)
    }
    expect(text).not.toContain('a-1')
    expect(text.match(/Mei Lin/g)).toHaveLength(1)
  })

  test('of somebody unknown is refused', async () => {
    await expect(exportPerson(store.db, 'C-9')).rejects.toMatchObject({ code: 'CustomerNotFound' })
  })
})

/** Whoever adds a table says here what of it the export of a person has, and exports it. */
test('every table is known to the export', () => {
  expect(
    tableShapes()
      .map(({ table }) => table)
      .toSorted(),
  ).toEqual(
    Object.values({
      exported:
        'customers conversations events orders order_items shipments returns return_items invoices tickets failed_proofs reminders record_changes contacts addresses attributes consents notes tasks import_records merges legal_holds opportunities opportunity_stays campaign_recipients scores score_changes',
      ofNobody:
        'companies agents sessions sign_in_links products catalogue samples_loaded teams team_members api_keys pipeline_stages segments campaigns',
      // Rows that were not taken, and what is asked of colleagues.
      ofFiles: 'imports import_refusals duplicates',
      // What was answered to whom is kept for a day; the audit log is about those who asked.
      ofOthers: 'api_answers audit',
      hashes: 'erasures',
    })
      .flatMap((names) => names.split(' '))
      .toSorted(),
  )
})
