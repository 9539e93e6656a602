import type { Me } from '../../../server/wire.ts'
import { page } from '../state.ts'
import { words } from '../words.ts'
import { pages } from './pages.ts'
import './page-bar.css'

/** The inbox and the pages beside it, as links: the address says which is open. */
export function PageBar({ me }: { me: Me }) {
  const w = words.value
  const mine = pages.filter(({ isFor }) => isFor?.(me) ?? true)
  if (mine.length === 0) return null
  const names = ['inbox', ...mine.map(({ name }) => name)] as const
  return (
    <nav class="page-bar" aria-label={w.pages}>
      {names.map((name) => (
        <a
          key={name}
          href={name === 'inbox' ? '#/' : `#/${name}`}
          aria-current={name === page.value ? 'page' : undefined}
        >
          {w.pageNames[name]}
        </a>
      ))}
    </nav>
  )
}
