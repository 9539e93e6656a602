import type { Chat } from './chat.ts'
import { icon, sendIcon } from './icons.tsx'
import { isFullScreen, shadow, toEnd } from './screen.ts'
import { fill, type Words } from './words.ts'

const longest = 4_000

/** What the customer has written so far; it stays when the conversation is closed meanwhile. */
let draft = ''

/** Where the customer writes. Enter sends, Shift+Enter breaks the line. */
export function composer(chat: Chat, words: Words, draw: () => void) {
  // Characters as the server counts them; the cheap length is enough until it is near.
  const length = draft.length > 3_600 ? Array.from(draft.trim()).length : 0
  const isTooLong = length > longest

  function submit(event: Event): void {
    event.preventDefault()
    const text = draft.trim()
    if (isTooLong || !text) return
    draft = ''
    toEnd()
    chat.send({ text })
    shadow.querySelector('textarea')!.focus()
  }

  return (
    <form onSubmit={submit}>
      <div class={isTooLong ? 'limit bad' : 'limit'} role="status">
        {isTooLong ? fill(words.tooLong, length - longest) : length > 0 && `${length} / ${longest}`}
      </div>
      <textarea
        rows={1}
        dir="auto"
        value={draft}
        aria-label={words.write}
        aria-invalid={isTooLong}
        placeholder={words.write}
        enterkeyhint="send"
        // A keyboard that springs up by itself would hide what is to be read.
        autofocus={!isFullScreen()}
        onInput={({ currentTarget }) => {
          draft = currentTarget.value
          if (draft.trim()) chat.typing()
          draw()
        }}
        onKeyDown={(event) => {
          // While an input method composes, Enter picks its word; Safari tells so only by 229.
          const isComposing = event.isComposing || event.keyCode === 229
          if (event.key === 'Enter' && !event.shiftKey && !isComposing) submit(event)
        }}
      />
      <button class="icon" aria-label={words.send} disabled={isTooLong || !draft.trim()}>
        {icon(sendIcon)}
      </button>
    </form>
  )
}
