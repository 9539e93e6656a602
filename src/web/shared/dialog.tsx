import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import './dialog.css'

/** A screen over the page: the browser keeps the focus within it and hands it back at the end. */
export function Dialog(props: {
  title: string
  close: string
  onClose: () => void
  children: ComponentChildren
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      class="dialog"
      ref={dialog}
      aria-labelledby="dialog-title"
      onClose={props.onClose}
      onClick={(event) => event.target === dialog.current && props.onClose()}
    >
      <div class="dialog-body">
        <header>
          <h2 id="dialog-title">{props.title}</h2>
          <button
            type="button"
            class="button button-plain"
            aria-label={props.close}
            onClick={props.onClose}
          >
            ×
          </button>
        </header>
        {props.children}
      </div>
    </dialog>
  )
}
