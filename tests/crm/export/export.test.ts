import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run, type Database } from '../../../src/crm/database.ts'
import { exportFile } from '../../../src/crm/export/export-file.ts'
import { exportKinds, type ExportKind } from '../../../src/crm/export/export-tables.ts'
import { exportSource } from '../../../src/crm/export/export-source.ts'
import { exportText } from '../../../src/crm/export/export-text.ts'
import { record, startConversation } from '../../../src/crm/log.ts'
import { createSegment } from '../../../src/crm/segments/segments.ts'
import { insertAll } from '../../../src/crm/work.ts'
import { detectForm } from '../../../src/sheets/detect-form.ts'
import { readSheet } from '../../../src/sheets/read-sheet.ts'
import { annaEverywhere } from '../privacy/scene.ts'
import { databases, type TestStore } from '../../databases.ts'
import { anna, tom, world, xiaoming } from '../../people.ts'

const texts = [
  '=HYPERLINK("http://evil.example","click")',
  '+1 lamp',
  '-2+3',
  '@SUM(A1)',
  '\tx',
  ' =1',
  '＝cmd',
  'a "quoted", text\nof two lines',
  '我要退货',
  '-12.5',
]

const dir = mkdtempSync(join(tmpdir(), 'parley-'))
afterAll(() => rmSync(dir, { recursive: true }))

async function rowsOfSheet(path: string): Promise<(readonly string[])[]> {
  const rows: (readonly string[])[] = []
  const form = await detectForm(path)
  for await (const some of readSheet(path, form)) rows.push(...some.map(({ cells }) => cells))
  return rows
}

describe.each(databases)('export from $name', ({ store }) => {
  let opened: TestStore
  let db: Database
  let conversation: string
  beforeAll(async () => {
    opened = await store()
    db = opened.db
    await world(db)
    const started = await startConversation(db, { visitor: 'v', channel: 'web', language: 'en' })
    conversation = started.id
    const said = texts.map(
      (text, i) => ({ kind: 'customer-said', clientId: `${i}`, text }) as const,
    )
    const at = '2026-11-20T10:00:00.000Z'
    const steps = { kind: 'decided', steps: [], trace: { model: 'm' } } as const
    const note = { kind: 'noted', text: 'a note', agent: { id: 'm', name: 'Mei' } } as const
    await record(db, { conversation, at, events: [...said, steps, note] })
  })
  afterAll(() => opened.remove())

  const textOf = async (kind: ExportKind, format: 'csv' | 'jsonl') => {
    let text = ''
    for await (const piece of exportText(await exportSource(db, kind), format)) text += piece
    return text
  }
  const objects = async (kind: ExportKind) =>
    (await textOf(kind, 'jsonl'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object)

  test('has every customer, order, ticket and message, in order', async () => {
    const customers = await objects('customers')
    expect(customers).toMatchObject([anna, xiaoming, tom])
    expect(Object.keys(customers[0]!)).not.toContain('email_key')
    expect((await objects('orders'))[2]).toEqual({
      number: 'HP-10023',
      customer: anna.id,
      placed_at: '2026-11-16T09:30:00.000Z',
      status: 'shipped',
      currency: 'EUR',
      total: 138,
      address: 'Lindenweg 8, 10115 Berlin, Germany',
      items: '1 x Oak Desk Lamp; 2 x Linen Cushion',
    })
    expect(await objects('tickets')).toMatchObject([{ number: 'T-7K2M4Q', order: 'HP-10011' }])
    const messages = await objects('messages')
    expect(messages.map((message) => 'text' in message && message.text)).toEqual([
      ...texts,
      'a note',
    ])
    expect(messages.at(-1)).toEqual({
      conversation,
      seq: texts.length + 2,
      at: '2026-11-20T10:00:00.000Z',
      channel: 'web',
      customer: null,
      by: 'note',
      agent: 'Mei',
      text: 'a note',
    })
  })

  test('no cell of a CSV file is a formula, and all else comes back as it was', async () => {
    const text = await textOf('messages', 'csv')
    expect(text.startsWith('\ufeffconversation,seq,at,')).toBe(true)
    const { data, errors } = Papa.parse<Record<string, string>>(text.slice(1), {
      header: true,
      skipEmptyLines: true,
    })
    expect(errors).toEqual([])
    const isFormula = /^\t|^\s*[=+\-@＝]/
    expect(data.map((row) => row['text'])).toEqual([
      ...texts.map((said) => (isFormula.test(said) && said !== '-12.5' ? `'${said}` : said)),
      'a note',
    ])
    expect(await textOf('customers', 'csv')).toContain(`"'+49 30 555 0101"`)
  })

  test('a workbook has the same rows, with formulas as text', async () => {
    const path = join(dir, 'messages.xlsx')
    await pipeline(exportFile(await exportSource(db, 'messages'), 'xlsx'), createWriteStream(path))
    const [names, ...rows] = await rowsOfSheet(path)
    expect(names?.join()).toBe('conversation,seq,at,channel,customer,by,agent,text')
    expect(rows.map((row) => row.at(-1))).toEqual([...texts, 'a note'])
  })

  test('both formats have the same rows, whatever their number, also while more are written', async () => {
    const rows = Array.from({ length: 1_203 }, (_, i) => [`C-${5_000 + i}`, i])
    const columns =
      'id name email email_key phone language address city country postcode tier since'.split(' ')
    await db.write(() =>
      insertAll(
        'customers',
        columns,
        rows.map(([id, i]) => [id, ...columns.slice(1).map(() => `${i}`)]),
      ),
    )
    const seen: string[] = []
    for await (const piece of exportText(await exportSource(db, 'customers'), 'jsonl')) {
      seen.push(
        ...piece
          .trimEnd()
          .split('\n')
          .map((line) => (JSON.parse(line) as { id: string }).id),
      )
      await db.write(() => run("update customers set tier = 'gold' where id = 'C-5001'"))
    }
    expect(seen).toHaveLength(1_206)
    expect(new Set(seen).size).toBe(1_206)
    const csv = Papa.parse((await textOf('customers', 'csv')).slice(1), { skipEmptyLines: true })
    expect(csv.data).toHaveLength(1_207)
  })

  test('has every kind, amounts in whole units and what came of campaigns', async () => {
    const other = await store()
    await annaEverywhere(other.db)
    await other.db.write(() =>
      run(
        `insert into companies (id, name, domain, phone, address, city, country, postcode, made_at)
         values ('B-1', '=Berg & Co', '', '', '', '', '', '', '2026-11-20')`,
      ),
    )
    const first = async (kind: ExportKind) => {
      for await (const piece of exportText(await exportSource(other.db, kind), 'jsonl')) {
        return JSON.parse(piece.split('\n')[0]!) as object
      }
      return null
    }
    const expected: Partial<Record<ExportKind, object>> = {
      companies: { id: 'B-1', name: '=Berg & Co' },
      contacts: { customer: anna.id, value: 'a.berg@harbour.example' },
      addresses: { customer: anna.id, address: 'Postfach 77 04' },
      attributes: { kind: 'customer', record: anna.id, name: 'shoe_colour', text: 'ultramarine' },
      consents: { customer: anna.id, purpose: 'newsletter', given: 1, by: 'Mei Lin' },
      shipments: { order: 'HP-09987', carrier: expect.any(String) },
      invoices: { number: 'INV-ANNA1', order: 'HP-10023', net: 0.01, tax: 0.01, total: 0.02 },
      returns: { number: 'R-ANNA01', order: 'HP-09987', wish: 'refund' },
      tasks: { title: expect.any(String), status: 'open' },
      notes: { kind: expect.any(String), by: 'Mei Lin' },
      opportunities: { id: 'D-ANNA01', title: 'Forty chairs', amount: 0.01 },
      campaigns: { id: 'G-1', name: 'Winter', failed: 1, sent: 0, message_of: 0, control_of: 0 },
    }
    for (const [kind, row] of Object.entries(expected)) {
      expect(await first(kind as ExportKind), kind).toMatchObject(row)
    }
    const pieces: string[] = []
    for await (const piece of exportText(await exportSource(other.db, 'companies'), 'csv'))
      pieces.push(piece)
    expect(pieces.join('')).toContain("'=Berg & Co")
    await other.remove()
  })

  test('of a segment it has the customers who are in it', async () => {
    const by = { kind: 'agent', id: 'mei', name: 'Mei Lin' } as const
    const at = '2026-11-20T10:00:00.000Z'
    const filter = { all: [{ field: 'language', is: 'is', value: 'zh' }] }
    const id = await db.write(() => createSegment({ name: 'In Chinese', filter }, { by, at }))
    const pieces: string[] = []
    for await (const piece of exportText(await exportSource(db, 'customers', id), 'jsonl')) {
      pieces.push(piece)
    }
    expect(pieces.map((piece) => JSON.parse(piece) as object)).toMatchObject([
      { ...xiaoming, language: 'zh', email_on_file: 1 },
    ])
    await expect(exportSource(db, 'orders', id)).rejects.toMatchObject({ code: 'NotOfSegments' })
    await expect(exportSource(db, 'customers', 'x')).rejects.toMatchObject({
      code: 'SegmentNotFound',
    })
  })

  test('of nothing there is a CSV file with its heading and an empty JSONL file', async () => {
    const empty = await store()
    for (const kind of exportKinds) {
      const pieces: string[] = []
      for await (const piece of exportText(await exportSource(empty.db, kind), 'jsonl'))
        pieces.push(piece)
      expect(pieces).toEqual([])
      for await (const piece of exportText(await exportSource(empty.db, kind), 'csv'))
        pieces.push(piece)
      expect(pieces).toHaveLength(1)
    }
    await empty.remove()
  })
})
