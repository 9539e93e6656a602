import type { Found, FoundKind } from './found.ts'
import type { Judged } from './judge-row.ts'
import type { Repair } from './repair.ts'

export type Finding = {
  readonly kind: FoundKind
  readonly field: string | null
  /** Rows. */
  readonly count: number
  /** Those of them that are left out because of it. */
  readonly refused: number
  /** What a person may accept, so that they are not, or are written better. */
  readonly repairs: readonly Repair[]
  /** The first few. */
  readonly examples: readonly {
    readonly line: number
    readonly value: string
    readonly became?: string
  }[]
}

/** What an import would do, and what is wrong with its file. */
export type QualityReport = {
  readonly rows: number
  readonly made: number
  readonly changed: number
  readonly skipped: number
  readonly refused: number
  /** Those that cost rows first, then by how often. */
  readonly findings: readonly Finding[]
}

const EXAMPLES = 5
/** A repair may bring this many rows in, but never a flood of examples into the report. */
const LONGEST = 120

/** Feed it all that was judged; then ask. */
export function reportQuality() {
  const counts = { make: 0, change: 0, 'add-item': 0, skip: 0, refuse: 0 }
  const findings = new Map<string, Counted>()

  function add({ do: what, found, row }: Judged): void {
    counts[what] += 1
    for (const one of found) count(findings, one, row.line)
  }

  function report(): QualityReport {
    return {
      rows: Object.values(counts).reduce((sum, n) => sum + n, 0),
      made: counts.make,
      changed: counts.change,
      skipped: counts.skip,
      refused: counts.refuse,
      findings: [...findings.values()].toSorted(
        (a, b) => b.refused - a.refused || b.count - a.count,
      ),
    }
  }
  return { add, report }
}

type Counted = { -readonly [K in keyof Finding]: Finding[K] } & {
  examples: Finding['examples'][number][]
}

function count(findings: Map<string, Counted>, one: Found, line: number): void {
  const { kind, field, value, became, refuses, repairs = [] } = one
  const name = `${kind} ${field}`
  let finding = findings.get(name)
  if (!finding) {
    finding = { kind, field, count: 0, refused: 0, repairs, examples: [] }
    findings.set(name, finding)
  }
  finding.count += 1
  if (refuses) finding.refused += 1
  if (finding.examples.length >= EXAMPLES || kind === 'missing') return
  finding.examples.push({
    line,
    value: value.slice(0, LONGEST),
    ...(became !== undefined && { became: became.slice(0, LONGEST) }),
  })
}
