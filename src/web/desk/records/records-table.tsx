import type { ComponentChildren } from 'preact'

/** A table of records, with its rows inside. */
export function RecordsTable({
  heads,
  children,
}: {
  heads: readonly string[]
  children: ComponentChildren
}) {
  return (
    <table class="records-table">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}
