import type { Json } from '../../conversation.ts'
import { Problem } from '../../problem.ts'
import { one, type Work } from '../work.ts'
import type { RecordShape } from './record-shape.ts'

/** Where what a reference names is kept, and by which column. */
const tables: Readonly<Record<string, readonly [table: string, key: string]>> = {
  customer: ['customers', 'id'],
  company: ['companies', 'id'],
  order: ['orders', 'number'],
  ticket: ['tickets', 'number'],
  conversation: ['conversations', 'id'],
  agent: ['agents', 'id'],
  team: ['teams', 'id'],
}

/** Whatever the fields refer to has to exist. Problem 'invalid' `NoSuchRecord` that names it. */
export function* mustRefer(shape: RecordShape, set: Readonly<Record<string, Json>>): Work<void> {
  for (const [name, value] of Object.entries(set)) {
    const to = shape.fields[name]?.to
    const place = to === undefined ? undefined : tables[to]
    if (!place || value === null) continue
    const [table, key] = place
    if (yield* one(`select ${key} from ${table} where ${key} = ?`, value)) continue
    throw new Problem(
      'invalid',
      'NoSuchRecord',
      `${name} of the ${shape.kind} names the ${to} ${JSON.stringify(value).slice(0, 100)}, which does not exist.`,
      { details: { field: name } },
    )
  }
}
