import type { PageProps } from '../pages/page.ts'
import { pageLink } from '../place.ts'
import { Board } from './board.tsx'
import { Figures } from './figures.tsx'
import { Tabs } from './tabs.tsx'
import { words } from './words.ts'
import './sales.css'

/** `#/sales`, `#/sales/figures`; `#/sales/O-…` opens one over the pipeline. */
export default function SalesPage({ path, query }: PageProps) {
  const w = words.value
  const [part] = path
  return (
    <div class="sheet">
      <header class="sheet-head">
        <h2>{w.sales}</h2>
        <Tabs
          label={w.sales}
          tabs={[
            { href: pageLink('sales'), name: w.board, isOpen: part !== 'figures' },
            { href: pageLink('sales', ['figures']), name: w.figures, isOpen: part === 'figures' },
          ]}
        />
      </header>
      {part === 'figures' ? (
        <Figures />
      ) : (
        <Board open={part ?? null} owner={query['owner'] ?? null} stage={query['stage'] ?? null} />
      )}
    </div>
  )
}
