import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import './dialog.css'

/** A screen over the page: the browser keeps the focus within it and hands it back at the end. */
export function Dialog(props: {
  title: string
  close: string
  onClose: () => void
  children: ComponentChildren
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const isShown = useRef(false)
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    isShown.current = true
    return () => {
      isShown.current = false
      // Closed while it is still in the page, or the focus would be lost with it.
      shown?.close()
    }
  }, [])
  const end = () => isShown.current && props.onClose()
  return (
    <dialog
      class="dialog"
      ref={dialog}
      aria-labelledby="dialog-title"
      onCancel={end}
      onClose={end}
      onClick={(event) => event.target === dialog.current && end()}
    >
      <div class="dialog-body">
        <header>
          <h2 id="dialog-title">{props.title}</h2>
          <button type="button" class="button button-plain" aria-label={props.close} onClick={end}>
            ×
          </button>
        </header>
        {props.children}
      </div>
    </dialog>
  )
}
