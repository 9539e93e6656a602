import type { ImportDetail } from './import-wire.ts'
import { importWords } from './words.ts'

type Props = {
  readonly one: ImportDetail
  readonly onMap: ((mapping: readonly (string | null)[]) => void) | null
}

/** Which column becomes what. */
export function ColumnTable({ one, onMap }: Props) {
  const w = importWords.value
  const { columns, mapping } = one.plan
  const map = (column: number, field: string) =>
    onMap?.(mapping.map((old, i) => (i === column ? field || null : old === field ? null : old)))
  return (
    <section>
      <h4>{w.columns}</h4>
      <div class="import-scroll" tabIndex={0} role="region" aria-label={w.columns}>
        <table>
          <thead>
            <tr>
              <th scope="col">{w.column}</th>
              <th scope="col">{w.holds}</th>
              <th scope="col">{w.becomes}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ heading, filled, type }, i) => (
              <tr key={i}>
                <th scope="row">
                  <bdi>{heading || i + 1}</bdi>
                </th>
                <td>
                  {w.types[type] ?? type}, {w.filled(filled)}
                </td>
                <td>
                  <select
                    aria-label={`${w.becomes}: ${heading || i + 1}`}
                    disabled={onMap === null}
                    value={mapping[i] ?? ''}
                    onChange={({ currentTarget }) => map(i, currentTarget.value)}
                  >
                    <option value="">{w.leftOut}</option>
                    {one.fields.map(({ name, isRequired }) => (
                      <option key={name} value={name}>
                        {w.field(name)}
                        {isRequired && ' *'}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
