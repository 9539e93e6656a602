import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emailKey } from '../../src/crm/customers.ts'
import { openDatabase } from '../../src/crm/database.ts'
import { findDuplicates } from '../../src/crm/duplicates/find-duplicates.ts'
import { insertAll } from '../../src/crm/work.ts'
import { twins } from './twins.ts'
import type { BenchOptions } from './run.ts'

/**
 * How many of planted duplicates are proposed (recall), how many of what is proposed is planted
 * (precision), and how long it takes; in a seeded shop of 100,000 customers when not told otherwise,
 * and in half of it, which shows how it grows.
 */
export async function run({ json, customers }: BenchOptions): Promise<void> {
  const half = await measure(Math.round(customers / 2), 2)
  const whole = await measure(customers, 1)
  const figures = { ...whole, cpuSecondsOfHalf: half.cpuSeconds }
  if (json) console.log(JSON.stringify(figures))
  else {
    console.log(
      `${whole.customers} customers, ${whole.planted} of them there twice: precision ${whole.precision} %, ` +
        `recall ${whole.recall} %, in ${whole.seconds} s (${whole.cpuSeconds} s of CPU; of half as many ` +
        `${half.cpuSeconds} s), ${whole.compared} pairs compared, ${whole.rssMb} MB.`,
    )
  }
}

async function measure(count: number, seed: number) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-duplicates-'))
  const db = await openDatabase(join(folder, 'parley.db'))
  try {
    const { customers, planted } = twins(count, seed)
    const columns =
      'id name email email_key phone language address city country postcode tier since'.split(' ')
    await db.write(() =>
      insertAll(
        'customers',
        columns,
        customers.map(({ id, name, email, phone, address, city, country, postcode }) => [
          id,
          name,
          email,
          emailKey(email),
          phone,
          'en',
          address,
          city,
          country,
          postcode,
          'standard',
          '2025-01-01T00:00:00.000Z',
        ]),
      ),
    )
    const began = performance.now()
    const cpu = process.cpuUsage()
    const { found, compared } = await findDuplicates(db)
    const { user, system } = process.cpuUsage(cpu)
    const right = found.filter(({ a, b }) => planted.has(`${a} ${b}`)).length
    return {
      customers: customers.length,
      planted: planted.size,
      proposed: found.length,
      compared,
      precision: round((right / found.length) * 100),
      recall: round((right / planted.size) * 100),
      seconds: round((performance.now() - began) / 1_000),
      cpuSeconds: round((user + system) / 1e6),
      rssMb: Math.round(process.memoryUsage().rss / 1e6),
    }
  } finally {
    await db.close()
    rmSync(folder, { recursive: true })
  }
}

const round = (x: number) => Math.round(x * 10) / 10
