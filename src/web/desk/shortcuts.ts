import { signal } from '@preact/signals'
import { hold } from './hold.ts'
import { goTo } from './place.ts'
import { dialog, inbox, inboxes, isCustomerShown, lists, me, open, openId, page } from './state.ts'

const storageKey = 'parley-single-keys'

/** Some tools speak or type single letters by themselves: they can be turned off. */
export const areKeysOn = signal(localStorage.getItem(storageKey) !== 'off')
areKeysOn.subscribe((on) => localStorage.setItem(storageKey, on ? 'on' : 'off'))

/** Which box the reply box shows; the keys r and n choose and focus it. */
export const writing = signal<'say' | 'note'>('say')

export function listenForShortcuts(): void {
  addEventListener('keydown', (event) => {
    if (!me.value || event.isComposing || event.defaultPrevented) return
    if (event.key === 'Escape') return leave()
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.value) return
    if (!areKeysOn.value || isWriting(event.target)) return
    if (act(event.key)) event.preventDefault()
  })
}

function act(key: string): boolean {
  const { heldBy, agent, status } = open.value ?? {}
  const isMine = heldBy === 'agent' && agent?.id === me.value?.id
  if (key === '/') return ((dialog.value = 'search'), true)
  if (key === '?') return ((dialog.value = 'shortcuts'), true)
  if (page.value !== 'inbox') return false
  if (key === 'j' || key === 'k') return move(key === 'j' ? 1 : -1)
  const box = inboxes[Number(key) - 1]
  if (box) return (goTo(box, openId.value), true)
  if (!open.value) return false
  if (key === 'r') return write('say')
  if (key === 'n') return write('note')
  if (key === 'c' && heldBy !== 'agent') return (void hold('claim'), true)
  if (key === 'b' && isMine) return (void hold('give-back'), true)
  if (key === 'e' && status === 'open') return (void hold('resolve'), true)
  return false
}

function move(by: 1 | -1): boolean {
  const list = lists.value[inbox.value]
  const at = list.findIndex(({ id }) => id === openId.value)
  const next = at < 0 ? list[0] : list[at + by]
  if (next) goTo(inbox.value, next.id)
  return true
}

/** Opens the box for an answer or a note, with the focus in it. */
export function write(as: 'say' | 'note'): boolean {
  writing.value = as
  requestAnimationFrame(() => document.getElementById('reply')?.focus())
  return true
}

function leave(): void {
  if (dialog.value) return
  const focused = document.activeElement
  if (isWriting(focused)) return (focused as HTMLElement).blur()
  if (page.value !== 'inbox') return
  if (isCustomerShown.value) return void (isCustomerShown.value = false)
  if (openId.value) goTo(inbox.value)
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select')
}
