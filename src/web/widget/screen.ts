import { min } from './natives.ts'

/** The widget's own element on the page, and the tree in it that the page's styles don't reach. */
export const host = document.createElement('div')
export const shadow = host.attachShadow({ mode: 'open' })

/** On a phone the conversation takes the whole screen. */
export const isFullScreen = (): boolean =>
  matchMedia('(max-width:480px),(max-height:440px)').matches

let isAtEnd = true
let wasOpen = false

/** Whether the reader is at the latest message, to follow what comes. True when that changed. */
export function noteScroll({ scrollTop, clientHeight, scrollHeight }: Element): boolean {
  const was = isAtEnd
  isAtEnd = scrollTop + clientHeight > scrollHeight - 60
  return was !== isAtEnd
}

export const isReadingBack = (): boolean => !isAtEnd

export function toEnd(): void {
  isAtEnd = true
  shadow.querySelector('.pane')?.scrollTo({ top: 1e7 })
}

/** After each drawing: what a description of the screen can't say. */
export function settle(isOpen: boolean, unread: number): void {
  const panel = shadow.querySelector('dialog')!
  if (isOpen && !panel.open) {
    isAtEnd = true
    // Over a whole phone screen it is modal: the browser keeps the focus in and knows "back".
    if (isFullScreen()) panel.showModal()
    else panel.show()
    fitToKeyboard()
  }
  if (!isOpen && wasOpen) {
    if (!document.activeElement || document.activeElement === document.body) {
      shadow.querySelector<HTMLElement>('.launcher')!.focus()
    }
  }
  wasOpen = isOpen
  const field = shadow.querySelector('textarea')
  if (field) {
    field.style.height = '0'
    field.style.height = field.scrollHeight + 2 + 'px'
  }
  if (isAtEnd) toEnd()
  const plain = document.title.replace(/^\(\d+\) /, '')
  const title = unread ? `(${min(unread, 99)}) ${plain}` : plain
  if (title !== document.title) document.title = title
}

/** Keeps the panel within what the on-screen keyboard leaves free. */
export function fitToKeyboard(): void {
  const { height, offsetTop } = visualViewport!
  host.style.setProperty('--height', height + 'px')
  host.style.setProperty('--top', offsetTop + 'px')
}
