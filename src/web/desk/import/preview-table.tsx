import type { ImportDetail } from './import-wire.ts'
import { importWords } from './words.ts'

/** The first rows, as the records that they would become. */
export function PreviewTable({ rows }: { rows: ImportDetail['preview'] }) {
  const w = importWords.value
  const names = [...new Set(rows.flatMap(({ record }) => Object.keys(record)))].filter((name) =>
    rows.some(
      ({ record }) => record[name] !== null && record[name] !== undefined && record[name] !== '',
    ),
  )
  return (
    <section>
      <h4>{w.preview}</h4>
      <div class="import-scroll" tabIndex={0} role="region" aria-label={w.preview}>
        <table>
          <thead>
            <tr>
              <th scope="col">{w.lineHead}</th>
              <th scope="col">{w.doesHead}</th>
              {names.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ line, do: what, record }) => (
              <tr key={line}>
                <td>{line}</td>
                <td>
                  <span class={`tag ${what === 'refuse' ? 'tag-bad' : ''}`}>{w.does[what]}</span>
                </td>
                {names.map((name) => (
                  <td key={name}>
                    <bdi>{String(record[name] ?? '')}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
