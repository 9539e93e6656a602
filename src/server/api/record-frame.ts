import { z } from 'zod'
import type { RecordKind } from '../../crm/access/rules.ts'
import { changedSchema } from './history-schema.ts'
import { readers, workers } from './may.ts'
import { recordId } from './record-id.ts'

/** What the routes that list, make, read and change records of a kind have in common. */
export function recordFrame(kind: RecordKind, path: string, tag: string) {
  const reads = { tag, may: readers, scope: `${path}:read` }
  const writes = { tag, may: workers, scope: `${path}:write` }
  const one = {
    path: `/${path}/:id`,
    params: z.strictObject({ id: recordId }),
    of: { kind, by: 'id' },
    version: ({ version }: { readonly version: number }) => version,
  }
  return {
    list: { ...reads, method: 'get', path: `/${path}`, lists: [kind] },
    make: { ...writes, method: 'post', path: `/${path}`, status: 201 },
    read: { ...reads, ...one, method: 'get' },
    change: { ...writes, ...one, method: 'patch', ifMatch: 'heard', answer: changedSchema },
  } as const
}
