import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { Dialog } from '../shared/dialog.tsx'
import { FoundCustomer } from './found-customer.tsx'
import { seek, sought } from './found.ts'
import { SearchResults } from './search-results.tsx'
import { dialog } from './state.ts'
import { words } from './words.ts'
import './search.css'

/** One box over customers, orders, tickets and messages. */
export function SearchBox() {
  const w = words.value
  const box = useRef<HTMLInputElement>(null)
  const customer = useSignal<string | null>(null)
  useEffect(() => {
    box.current?.focus()
    box.current?.select()
  }, [customer.value])
  return (
    <Dialog title={w.search} close={w.close} onClose={() => (dialog.value = null)}>
      {customer.value === null ? (
        <div class="search" onKeyDown={moveAmongHits}>
          <input
            ref={box}
            class="search-box"
            type="search"
            aria-label={w.searchFor}
            placeholder={w.searchFor}
            value={sought.value}
            maxLength={200}
            autocomplete="off"
            spellcheck={false}
            enterkeyhint="search"
            onInput={(event) => seek(event.currentTarget.value)}
          />
          <SearchResults showCustomer={(id) => (customer.value = id)} />
        </div>
      ) : (
        <FoundCustomer id={customer.value} back={() => (customer.value = null)} />
      )}
    </Dialog>
  )
}

/** Down and up go from the box through what was found; Enter in the box opens the first. */
function moveAmongHits(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  if (event.isComposing) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('.search-box, .hit')]
  const at = stops.indexOf(document.activeElement as HTMLElement)
  if (event.key === 'Enter' && at === 0) stops[1]?.click()
  else if (event.key === 'ArrowDown') stops[at + 1]?.focus()
  else if (event.key === 'ArrowUp') stops[at - 1]?.focus()
  else return
  event.preventDefault()
}
