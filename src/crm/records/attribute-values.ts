import type { Json } from '../../conversation.ts'
import type { Database } from '../database.ts'
import { one, run, type Work } from '../work.ts'
import { checkAttribute, type Attribute, type AttributeValue } from './attribute.ts'
import type { FieldChange } from './write-history.ts'

type Row = { readonly name: string; readonly text: string | null; readonly number: number | null }

/** What is known of a record's attributes; those that are not declared any more are not shown. */
export async function attributesOf(
  db: Pick<Database, 'all'>,
  attributes: readonly Attribute[],
  of: Attribute['of'],
  record: string,
): Promise<Record<string, AttributeValue>> {
  const rows = await db.all<Row>(
    'select name, text, number from attributes where kind = ? and record = ? order by name',
    of,
    record,
  )
  const known = new Map(attributes.filter((one) => one.of === of).map((one) => [one.name, one]))
  return Object.fromEntries(
    rows.flatMap((row) => {
      const attribute = known.get(row.name)
      return attribute ? [[row.name, valueOf(row, attribute.type)]] : []
    }),
  )
}

/** Sets attributes, null takes one away; says what changes of them, for the record's history. */
export function* setAttributes(
  attributes: readonly Attribute[],
  of: Attribute['of'],
  record: string,
  values: Readonly<Record<string, Json>>,
): Work<FieldChange[]> {
  const changes: FieldChange[] = []
  for (const [name, given] of Object.entries(values)) {
    const value = checkAttribute(attributes, of, name, given)
    const { type } = attributes.find((one) => one.of === of && one.name === name)!
    const row = yield* one<Row>(
      'select name, text, number from attributes where kind = ? and record = ? and name = ?',
      of,
      record,
      name,
    )
    changes.push({
      field: `attributes.${name}`,
      was: row ? valueOf(row, type) : null,
      became: value,
    })
    yield* run(
      'delete from attributes where kind = ? and record = ? and name = ?',
      of,
      record,
      name,
    )
    if (value === null) continue
    yield* run(
      'insert into attributes (kind, record, name, text, number) values (?, ?, ?, ?, ?)',
      of,
      record,
      name,
      typeof value === 'string' ? value : null,
      typeof value === 'string' ? null : Number(value),
    )
  }
  return changes
}

function valueOf({ text, number }: Row, type: Attribute['type']): AttributeValue {
  if (type === 'boolean') return number === 1
  return text ?? number ?? ''
}
