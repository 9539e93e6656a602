import { useEffect, useRef } from 'preact/hooks'
import { words } from './words.ts'

/** Slower than anybody types, quicker than anybody waits. */
const waitMs = 200

/** A box that narrows a list down when nothing more is typed for a moment. */
export function FindBox({ hint, onFind }: { hint: string; onFind: (text: string) => void }) {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return (
    <input
      type="search"
      class="records-find"
      aria-label={`${words.value.find}: ${hint}`}
      placeholder={hint}
      maxLength={200}
      autocomplete="off"
      spellcheck={false}
      onInput={({ currentTarget: { value } }) => {
        clearTimeout(timer.current)
        timer.current = setTimeout(() => onFind(value.trim()), waitMs)
      }}
    />
  )
}
