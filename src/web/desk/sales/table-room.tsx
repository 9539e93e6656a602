import type { ComponentChildren } from 'preact'

/** Room for a table that may be wider than the page: keys scroll it as well. */
export function TableRoom({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="table-room" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}
