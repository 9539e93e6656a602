import type { Item, QuickReply } from './activity.ts'
import type { Chat } from './chat.ts'
import { downIcon, icon } from './icons.tsx'
import { messageView } from './message-view.tsx'
import type { Pending } from './outbox.ts'
import { isReadingBack, noteScroll, shadow, toEnd } from './screen.ts'
import type { Settings } from './settings.ts'
import { fill, type Words } from './words.ts'

/** What was said, in the server's order, then what still waits, then who is writing. */
export function transcriptView(chat: Chat, settings: Settings, words: Words, draw: () => void) {
  const { items, own, sent, typist, locale } = chat.state
  const last = items.at(-1)
  const starters = settings.text('suggestions', locale).split('|').filter(Boolean)
  const replies = own.length
    ? []
    : last
      ? last.actions
      : starters.map((text): QuickReply => ({ title: text, text }))
  const press = (reply: QuickReply) => {
    // The button is about to go: the focus must have somewhere to be.
    shadow.querySelector<HTMLElement>('.pane')!.focus()
    toEnd()
    chat.send(reply)
  }
  return (
    <div
      class="pane"
      tabIndex={0}
      role="region"
      aria-label={words.messages}
      onScroll={({ currentTarget }) => noteScroll(currentTarget) && draw()}
    >
      <h3>{settings.text('greeting', locale) || words.greeting}</h3>
      <ol>
        {items.map((item, index) => {
          const before = items[index - 1]
          const isFirst = before?.from !== item.from || before.name !== item.name
          const isLatest = item === last && item.from === 'customer' && !own.length
          return messageView(item, words, isFirst, isLatest && words.sent)
        })}
        {own.map((message, index) => {
          const isSent = sent.has(message.id)
          const status = message.isFailed
            ? failed(chat, message, words)
            : isSent
              ? index === own.length - 1 && words.sent
              : words.sending
          return messageView(asItem(message), words, false, status, message.isFailed)
        })}
        {typist !== null && (
          <li class="typing" key="typing">
            <span class="hidden">{fill(words.typing, typist || words.bot)}</span>
            <i />
            <i />
            <i />
          </li>
        )}
      </ol>
      {replies.length > 0 && (
        <div class="replies" role="group" aria-label={words.suggestions}>
          {replies.map((reply) => (
            <button key={reply.title} type="button" onClick={() => press(reply)}>
              {reply.title}
            </button>
          ))}
        </div>
      )}
      {isReadingBack() && (
        <button class="newer" type="button" onClick={toEnd}>
          {icon(downIcon)}
          {words.newer}
        </button>
      )}
    </div>
  )
}

const asItem = ({ id, text, at }: Pending): Item => ({
  key: id,
  from: 'customer',
  name: '',
  text,
  marks: [text],
  at,
  clientId: id,
  actions: [],
  picture: '',
})

const failed = (chat: Chat, message: Pending, words: Words) => (
  <span role="alert">
    {words.failed}{' '}
    <button type="button" onClick={() => chat.retry(message)}>
      {words.retry}
    </button>{' '}
    <button type="button" onClick={() => chat.remove(message)}>
      {words.remove}
    </button>
  </span>
)
