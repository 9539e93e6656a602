import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { twins } from './twins.ts'
import type { BenchOptions } from './run.ts'

type Printed = {
  readonly seconds: number
  readonly rowsPerSecond: number
  readonly peakRssMb: number
}

/**
 * How long `parley import-records` takes for a CSV file of 100,000 customers when not told otherwise,
 * and how much memory; the same for a quarter of it, which shows whether memory stays flat.
 */
export async function run({ json, customers }: BenchOptions): Promise<void> {
  const quarter = measure(Math.round(customers / 4))
  const whole = measure(customers)
  const figures = { rows: customers, ...whole, peakRssMbOfQuarter: quarter.peakRssMb }
  if (json) console.log(JSON.stringify(figures))
  else {
    console.log(
      `${customers} rows in ${whole.seconds} s, ${whole.rowsPerSecond} a second; ` +
        `${whole.peakRssMb} MB at most, of a quarter ${quarter.peakRssMb} MB.`,
    )
  }
}

function measure(count: number): Printed {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-import-'))
  try {
    const path = join(folder, 'customers.csv')
    const rows = twins(count).customers.map(
      ({ id, name, email, phone, address, city, country, postcode }, i) =>
        [
          id,
          `"${name}"`,
          email,
          phone,
          address,
          city,
          country,
          postcode,
          `2025-0${1 + (i % 9)}-11`,
        ].join(),
    )
    writeFileSync(
      path,
      `id,name,email,phone,address,city,country,postcode,since\n${rows.join('\n')}\n`,
    )
    // Exits 1 when rows are refused, as some of mistyped addresses are.
    const { stdout } = spawnSync(
      process.execPath,
      [
        'bin/parley.js',
        'import-records',
        path,
        '--as',
        'customers',
        '--country',
        'DE',
        '--json',
        '--accept',
        'empty:phone,empty:email',
      ],
      { env: { ...process.env, DATA_DIR: folder }, stdio: ['ignore', 'pipe', 'inherit'] },
    )
    return JSON.parse(String(stdout)) as Printed
  } finally {
    rmSync(folder, { recursive: true })
  }
}
