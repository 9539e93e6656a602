import type { Json } from '../../conversation.ts'
import type { Database } from '../database.ts'
import type { Attribute } from '../records/attribute.ts'
import { setAttributes } from '../records/attribute-values.ts'
import type { Actor } from '../records/actor.ts'
import { changeRecord, type Changed } from '../records/change-record.ts'
import { companyShape } from '../records/company-shape.ts'
import { makeRecord } from '../records/make-record.ts'
import { mustRefer } from '../records/must-refer.ts'
import { newId } from '../records/new-id.ts'
import type { Work } from '../work.ts'
import type { Changes, Edit } from './edit.ts'

export type Company = {
  readonly id: string
  readonly name: string
  readonly domain: string
  readonly phone: string
  readonly address: string
  readonly city: string
  readonly country: string
  readonly postcode: string
  readonly owner: string | null
  readonly team: string | null
  readonly madeAt: string
  readonly version: number
  /** How many customers are of it. */
  readonly customers: number
}

export async function findCompany(db: Pick<Database, 'all'>, id: string): Promise<Company | null> {
  const [company] = await db.all<Company>(`${select} where c.id = ?`, id)
  return company ?? null
}

/** By name, after the last one of the page before. */
export function listCompanies(
  db: Pick<Database, 'all'>,
  {
    name = '',
    after,
    limit,
    where,
  }: {
    readonly name?: string
    readonly after: readonly [name: string, id: string] | null
    readonly limit: number
    /** What the asker may see of `c`. */
    readonly where: { readonly sql: string; readonly params: readonly unknown[] }
  },
): Promise<Company[]> {
  return db.all<Company>(
    `${select} where (c.name, c.id) > (?, ?) and lower(c.name) like ? escape '!' and ${where.sql}
     order by c.name, c.id limit ?`,
    ...(after ?? ['', '']),
    `%${name.toLowerCase().replace(/[!%_]/g, '!$&')}%`,
    ...where.params,
    limit,
  )
}

export function* makeCompany(
  set: Readonly<Record<string, Json>>,
  { by, at }: { readonly by: Actor; readonly at: string },
): Work<string> {
  const id = newId('B')
  const all = { ...nothing, ...set, madeAt: at }
  yield* mustRefer(companyShape, all)
  yield* makeRecord(companyShape, id, { by, at, set: all })
  return id
}

export function* changeCompany(
  id: string,
  { set = {}, attributes = {} }: Changes,
  declared: readonly Attribute[],
  edit: Edit,
): Work<Changed> {
  yield* mustRefer(companyShape, set)
  const also = yield* setAttributes(declared, 'company', id, attributes)
  return yield* changeRecord(companyShape, id, { ...edit, set, also })
}

const nothing = { domain: '', phone: '', address: '', city: '', country: '', postcode: '' }

const select = `select c.id, c.name, c.domain, c.phone, c.address, c.city, c.country, c.postcode,
  c.owner, c.team, c.made_at as "madeAt", c.version,
  (select count(*) from customers where company = c.id) as customers from companies c`
