import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findCustomerByEmail } from '../../../src/crm/customers.ts'
import type { Database } from '../../../src/crm/database.ts'
import { addAddress, addressesOf, removeAddress } from '../../../src/crm/people/addresses.ts'
import { changeCustomer } from '../../../src/crm/people/change-customer.ts'
import { findCompany, listCompanies, makeCompany } from '../../../src/crm/people/companies.ts'
import { addConsent, consentsOf, isAgreed } from '../../../src/crm/people/consents.ts'
import {
  addContact,
  changeContact,
  contactsOf,
  makeFirst,
  removeContact,
} from '../../../src/crm/people/contacts.ts'
import { customerRecord } from '../../../src/crm/people/customer-record.ts'
import { listCustomers } from '../../../src/crm/people/list-customers.ts'
import { makeCustomer } from '../../../src/crm/people/make-customer.ts'
import { provingEmails } from '../../../src/crm/people/proving-emails.ts'
import type { Attribute } from '../../../src/crm/records/attribute.ts'
import { readHistory } from '../../../src/crm/records/read-history.ts'
import { run } from '../../../src/crm/work.ts'
import { databases, type TestStore } from '../../databases.ts'
import { anna, tom, world, xiaoming } from '../../people.ts'

const by = { kind: 'agent', id: 'mei', name: 'Mei Lin' } as const
const at = '2026-11-20T12:00:00.000Z'
const edit = { by, at }
const everything = { sql: '1 = 1', params: [] }

const declared: readonly Attribute[] = (
  [
    ['shoe_size', 'number', []],
    ['birthday', 'date', []],
    ['is_trade', 'boolean', []],
    ['contact_by', 'choice', ['post', 'phone']],
    ['remark', 'text', []],
  ] as const
).map(([name, type, choices]) => ({
  name,
  of: 'customer',
  type,
  choices,
  label: { en: name, zh: name },
}))

describe.each(databases)('customers on $name', ({ store }) => {
  let opened: TestStore
  let db: Database
  beforeAll(async () => {
    opened = await store()
    db = opened.db
    await world(db)
  })
  afterAll(() => opened.remove())

  test('a further e-mail address proves who somebody is only once it is verified', async () => {
    const claimed = { kind: 'email', label: 'work', value: ' A.Berg@Work.example ' } as const
    const { id, version } = await db.write(() =>
      addContact(anna.id, { ...claimed, isVerified: false }, edit),
    )
    expect(version).toBe(2)
    expect(await findCustomerByEmail(db, 'a.berg@work.example')).toBeNull()
    expect(await provingEmails(db, anna.id)).toEqual([anna.email])
    await db.write(() => changeContact(anna.id, id, { isVerified: true }, edit))
    expect(await findCustomerByEmail(db, 'A.BERG@work.example')).toMatchObject({ id: anna.id })
    expect(await provingEmails(db, anna.id)).toEqual([anna.email, 'a.berg@work.example'])

    // Put first, the old one stays known.
    await db.write(() => makeFirst(anna.id, id, edit))
    expect((await customerRecord(db, anna.id, []))?.email).toBe('A.Berg@Work.example')
    for (const email of [anna.email, 'a.berg@work.example']) {
      expect(await findCustomerByEmail(db, email)).toMatchObject({ id: anna.id })
    }
    const [old] = await contactsOf(db, anna.id)
    expect(old).toMatchObject({ value: anna.email, isVerified: true })
    await db.write(() => removeContact(anna.id, old!.id, edit))
    expect(await findCustomerByEmail(db, anna.email)).toBeNull()
  })

  test.each([
    ['email', 'nobody', 'BadField'],
    ['phone', 'call me', 'BadField'],
    ['phone', '+49 (30) 5550 101', null],
    ['phone', '0049 30 5550101', null],
    ['phone', '+49 30 5550101', 'ContactKnown'],
  ] as const)('the %s %s is taken or refused', async (kind, value, code) => {
    const adding = db.write(() =>
      addContact(tom.id, { kind, label: '', value, isVerified: false }, edit),
    )
    if (code === null) expect(await adding).toHaveProperty('id')
    else await expect(adding).rejects.toMatchObject({ code })
  })

  test('a new first address is not verified, and proves nothing', async () => {
    await db.write(() => changeCustomer(tom.id, { set: { email: 'tom@new.example' } }, [], edit))
    expect(await findCustomerByEmail(db, 'tom@new.example')).toBeNull()
    expect(await findCustomerByEmail(db, tom.email)).toBeNull()
    const set = { emailVerified: true }
    await db.write(() => changeCustomer(tom.id, { set }, [], edit))
    expect(await findCustomerByEmail(db, 'TOM@new.example')).toMatchObject({ id: tom.id })
    // Saved again as it is, it stays verified.
    await db.write(() => changeCustomer(tom.id, { set: { email: 'tom@new.example' } }, [], edit))
    expect(await findCustomerByEmail(db, 'tom@new.example')).toMatchObject({ id: tom.id })
  })

  test('an address of the files proves orders, until somebody says that it is not theirs', async () => {
    await db.write(() =>
      run('update customers set email_verified = 0, email_on_file = 1 where id = ?', anna.id),
    )
    expect(await provingEmails(db, anna.id)).toContain(
      (await customerRecord(db, anna.id, []))?.email.toLowerCase(),
    )
    await db.write(() => changeCustomer(anna.id, { set: { emailVerified: false } }, [], edit))
    expect(await provingEmails(db, anna.id)).toEqual([])
  })

  test('an address comes and goes, and the history says so', async () => {
    const address = {
      label: 'billing',
      address: 'Box 7',
      city: 'Bristol',
      country: '',
      postcode: '',
    }
    const { id } = await db.write(() => addAddress(tom.id, address, edit))
    expect(await addressesOf(db, tom.id)).toMatchObject([address])
    await db.write(() => removeAddress(tom.id, id, edit))
    expect(await addressesOf(db, tom.id)).toEqual([])
    const [last, before] = await readHistory(db, 'customer', tom.id)
    expect(last?.fields).toEqual([{ field: 'addresses', was: address, became: null }])
    expect(before?.fields).toEqual([{ field: 'addresses', was: null, became: address }])
  })

  test('attributes are typed, and are part of the version', async () => {
    const attributes = {
      shoe_size: 39.5,
      birthday: '1990-02-28',
      is_trade: false,
      contact_by: 'phone',
      remark: '喜欢木制家具',
    }
    const { version } = await db.write(() =>
      changeCustomer(xiaoming.id, { set: { city: '上海' }, attributes }, declared, edit),
    )
    const found = await customerRecord(db, xiaoming.id, declared)
    expect(found).toMatchObject({ version, city: '上海', attributes })
    const late = db.write(() =>
      changeCustomer(xiaoming.id, { attributes: { shoe_size: 40 } }, declared, {
        ...edit,
        expected: version - 1,
      }),
    )
    await expect(late).rejects.toMatchObject({
      code: 'RecordChanged',
      details: { fields: [{ field: 'attributes.shoe_size', theirs: 39.5, yours: 40 }] },
    })
    const gone = { attributes: { remark: null } }
    await db.write(() => changeCustomer(xiaoming.id, gone, declared, edit))
    expect((await customerRecord(db, xiaoming.id, declared))?.attributes).not.toHaveProperty(
      'remark',
    )
  })

  test.each([
    ['shoe_size', '39', 'a number'],
    ['birthday', '28.2.1990', 'a date'],
    ['is_trade', 'yes', 'true or false'],
    ['contact_by', 'owl', 'post, phone'],
    ['colour', 'red', 'no attribute colour'],
  ])('the attribute %s cannot be %s', async (name, value, why) => {
    const bad = db.write(() =>
      changeCustomer(xiaoming.id, { attributes: { [name]: value } }, declared, edit),
    )
    await expect(bad).rejects.toThrow(why)
  })

  test('consents are only added to, and the last one counts', async () => {
    const newsletter = { purpose: 'newsletter', textVersion: '2026-03', how: 'website' }
    const say = (isGiven: boolean) =>
      db.write(() => addConsent(anna.id, { ...newsletter, isGiven }, edit))
    expect(await isAgreed(db, anna.id, 'newsletter')).toBe(false)
    await say(true)
    expect(await isAgreed(db, anna.id, 'newsletter')).toBe(true)
    await say(false)
    expect(await isAgreed(db, anna.id, 'newsletter')).toBe(false)
    expect(await consentsOf(db, anna.id)).toEqual([
      { ...newsletter, isGiven: false, at, by: 'Mei Lin' },
      { ...newsletter, isGiven: true, at, by: 'Mei Lin' },
    ])
  })

  test('companies have customers, and lists go on where they ended', async () => {
    const id = await db.write(() => makeCompany({ name: 'Nordlicht Möbel GmbH' }, edit))
    await db.write(() => makeCompany({ name: '宁波灯具有限公司' }, edit))
    await db.write(() => changeCustomer(anna.id, { set: { company: id } }, [], edit))
    expect(await findCompany(db, id)).toMatchObject({ customers: 1, version: 1, domain: '' })
    const page = { after: null, limit: 10, where: everything }
    expect(await listCompanies(db, { ...page, name: 'nordlicht' })).toMatchObject([{ id }])
    expect(await listCustomers(db, { ...page, company: id })).toMatchObject([
      { id: anna.id, companyName: 'Nordlicht Möbel GmbH' },
    ])
    const nowhere = db.write(() => changeCustomer(anna.id, { set: { company: 'B-0' } }, [], edit))
    await expect(nowhere).rejects.toMatchObject({ code: 'NoSuchRecord' })
    const names: string[] = []
    for (let after: readonly [string, string] | null = null; ;) {
      const [line] = await listCustomers(db, { ...page, limit: 1, after })
      if (!line) break
      names.push(line.name)
      after = [line.name, line.id]
    }
    expect(names).toHaveLength(3)
    expect(new Set(names)).toEqual(new Set([anna.name, tom.name, xiaoming.name]))
  })

  test('a customer is made with nothing but a name, and may be found by its parts', async () => {
    const id = await db.write(() => makeCustomer({ name: 'Lea 100% Ernst' }, edit))
    expect(await customerRecord(db, id, [])).toMatchObject({ tier: 'standard', version: 1 })
    const page = { after: null, limit: 10, where: everything }
    expect(await listCustomers(db, { ...page, text: '100% e' })).toMatchObject([{ id }])
    expect(await listCustomers(db, { ...page, text: '00_' })).toEqual([])
    const [made] = await readHistory(db, 'customer', id)
    expect(made).toMatchObject({ version: 1, what: 'made', by })
  })
})
