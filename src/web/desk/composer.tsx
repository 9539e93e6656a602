import { useEffect, useRef, useState } from 'preact/hooks'
import type { ConversationSummary } from '../../server/wire.ts'
import { post } from '../shared/call.ts'
import { keepDraft, readDraft } from './drafts.ts'
import { send } from './outbox.ts'
import { write, writing } from './shortcuts.ts'
import { me } from './state.ts'
import { words } from './words.ts'

const longest = 4_000
const typingEveryMs = 2_500

/** The box to write in: to the customer when one holds the conversation, else notes only. */
export function Composer({ conversation }: { conversation: ConversationSummary }) {
  const w = words.value
  const { id, heldBy, agent, status } = conversation
  const isMine = heldBy === 'agent' && agent?.id === me.value?.id
  const as = writing.value
  const [text, setText] = useState(() => readDraft(id, as))
  const box = useRef<HTMLTextAreaElement>(null)
  const told = useRef(0)
  const over = Array.from(text).length - longest

  useEffect(() => setText(readDraft(id, as)), [id, as])
  useEffect(() => {
    if (box.current) grow(box.current)
  }, [text])

  const take = (next: string) => {
    setText(next)
    keepDraft(id, as, next)
    if (as !== 'say' || !next.trim() || Date.now() - told.current < typingEveryMs) return
    told.current = Date.now()
    post(`/api/desk/conversations/${id}/typing`).catch(() => {})
  }
  const submit = (event: Event) => {
    event.preventDefault()
    if (!text.trim() || over > 0) return
    send(id, as, text.trim())
    told.current = 0
    setText('')
    keepDraft(id, as, '')
    if (as === 'note') writing.value = 'say'
    else box.current?.focus()
  }
  const why =
    status === 'resolved'
      ? w.isResolved
      : heldBy === 'queue'
        ? w.mustClaimQueue
        : heldBy === 'bot'
          ? w.mustClaim
          : isMine
            ? null
            : w.heldByOther(agent?.name ?? '')
  if (!isMine && as === 'say') {
    return (
      <div class="composer composer-closed">
        <p>{why}</p>
        <button type="button" class="button" onClick={() => write('note')}>
          {w.note}
        </button>
      </div>
    )
  }
  return (
    <form class={`composer composer-${as}`} onSubmit={submit}>
      <label class="visually-hidden" for="reply">
        {as === 'say' ? w.replyTo : w.noteFor}
      </label>
      <textarea
        id="reply"
        ref={box}
        rows={1}
        dir="auto"
        value={text}
        placeholder={as === 'say' ? w.replyPlaceholder : w.notePlaceholder}
        onInput={(event) => take(event.currentTarget.value)}
        onKeyDown={(event) => {
          // While an input method composes, Enter accepts its proposal. Safari says so by 229 only.
          const isComposing = event.isComposing || event.keyCode === 229
          if (event.key === 'Enter' && !event.shiftKey && !isComposing) submit(event)
        }}
      />
      <div class="composer-row">
        {isMine ? (
          <div class="composer-kind" role="group" aria-label={w.reply}>
            <button
              type="button"
              aria-pressed={as === 'say'}
              onClick={() => (writing.value = 'say')}
            >
              {w.reply}
            </button>
            <button
              type="button"
              aria-pressed={as === 'note'}
              onClick={() => (writing.value = 'note')}
            >
              {w.note}
            </button>
          </div>
        ) : (
          <button type="button" class="button" onClick={() => (writing.value = 'say')}>
            {w.cancel}
          </button>
        )}
        {as === 'note' && <span class="composer-hint">{w.noteFor}</span>}
        {over > 0 && (
          <span class="composer-over" role="status">
            {w.tooLong(over)}
          </span>
        )}
        <button
          type="submit"
          class={`button ${isMine ? 'button-main' : ''}`}
          disabled={!text.trim() || over > 0}
        >
          {as === 'say' ? w.send : w.addNote}
        </button>
      </div>
    </form>
  )
}

function grow(box: HTMLTextAreaElement): void {
  // Rows, not pixels: a strict policy allows no styles on elements.
  const lines = box.value
    .split('\n')
    .reduce((sum, line) => sum + 1 + Math.floor(line.length / 70), 0)
  box.rows = Math.min(8, Math.max(2, lines))
}
