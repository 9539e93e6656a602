import type { RecordKind } from './rules.ts'

/** Where the records of a kind are kept, and by which column one is named. */
export const recordTables: Readonly<Record<RecordKind, readonly [table: string, key: string]>> = {
  customer: ['customers', 'id'],
  company: ['companies', 'id'],
  order: ['orders', 'number'],
  return: ['returns', 'number'],
  product: ['products', 'sku'],
  conversation: ['conversations', 'id'],
  ticket: ['tickets', 'number'],
  task: ['tasks', 'id'],
  opportunity: ['opportunities', 'id'],
  campaign: ['campaigns', 'id'],
  segment: ['segments', 'id'],
}
