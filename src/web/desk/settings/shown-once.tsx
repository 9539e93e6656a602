import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { words } from '../words.ts'
import './shown-once.css'

/** A link or a secret that is on the screen now and never again. */
export function ShownOnce({ says, text }: { says: string; text: string }) {
  const w = words.value
  const isCopied = useSignal(false)
  useEffect(() => {
    isCopied.value = false
  }, [text])
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    isCopied.value = true
  }
  return (
    <div class="notice notice-good shown-once" role="status">
      <p>{says}</p>
      <code>{text}</code>
      <button type="button" class="button" onClick={() => void copy()}>
        {isCopied.value ? w.copied : w.copy}
      </button>
    </div>
  )
}
