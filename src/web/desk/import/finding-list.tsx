import type { ImportDetail } from './import-wire.ts'
import { importWords } from './words.ts'

type Props = {
  readonly report: NonNullable<ImportDetail['report']>
  readonly accepted: readonly string[]
  /** Null when nothing can be chosen any more. */
  readonly onAccept: ((accepted: readonly string[]) => void) | null
}

/** What is wrong with a file, and what may be accepted about it, one by one. */
export function FindingList({ report, accepted, onAccept }: Props) {
  const w = importWords.value
  const { made, changed, skipped, refused, findings } = report
  const toggle = (repair: string, isOn: boolean) => {
    // Of two readings only one.
    const [, field] = repair.split(':')
    const others = findings.find(({ repairs }) => repairs.includes(repair))?.repairs ?? []
    const rest = accepted.filter(
      (one) => one !== repair && !(isOn && field && others.includes(one)),
    )
    onAccept?.(isOn ? [...rest, repair] : rest)
  }
  return (
    <section class="findings">
      <h4>{w.quality}</h4>
      <p>{findings.length === 0 ? w.clean : w.would(made, changed, skipped, refused)}</p>
      <ul>
        {findings.map(({ kind, field, count, refused, repairs, examples }) => (
          <li key={`${kind} ${field}`}>
            <p>
              <strong>
                {field ? `${w.field(field)}: ` : ''}
                {w.findings[kind] ?? kind}
              </strong>{' '}
              <span class="tag">{w.rows(count)}</span>{' '}
              {refused > 0 && <span class="tag tag-bad">{w.refusedRows(refused)}</span>}
            </p>
            {examples.length > 0 && (
              <p class="finding-examples">
                {examples.map(({ line, value, became }) => (
                  <span key={line}>
                    {w.line(line)}: <bdi>{value}</bdi>
                    {became !== undefined && (
                      <>
                        {' '}
                        → <bdi>{became}</bdi>
                      </>
                    )}
                  </span>
                ))}
              </p>
            )}
            {repairs.map((repair) => (
              <label key={repair} class="finding-repair">
                <input
                  type="checkbox"
                  checked={accepted.includes(repair)}
                  disabled={onAccept === null}
                  onChange={({ currentTarget }) => toggle(repair, currentTarget.checked)}
                />
                {w.accept}: {w.repairs[repair.split(':')[0]!] ?? repair}
                {field && <span class="visually-hidden"> ({w.field(field)})</span>}
              </label>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
