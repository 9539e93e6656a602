import type { Chat } from './chat.ts'
import { composer } from './composer.tsx'
import { chatIcon, closeIcon, icon } from './icons.tsx'
import type { Settings } from './settings.ts'
import { plain } from './markdown.ts'
import { holder } from './transcript.ts'
import { transcriptView } from './transcript-view.tsx'
import { fill, wordsFor } from './words.ts'

/** All of the widget: the button in the corner and, when open, the conversation. */
export function widgetView(chat: Chat, settings: Settings, draw: () => void) {
  const { state } = chat
  const { isOpen, items, line, locale, unread } = state
  const words = wordsFor(locale)
  const title = settings.text('title', locale) || words.title
  const agent = holder(items)
  const trouble = line === 'down' || line === 'refused'
  return (
    <section
      class={settings.look}
      lang={locale}
      dir={/^(ar|fa|he|ur)\b/.test(locale) ? 'rtl' : 'ltr'}
      aria-label={title}
    >
      <div class="hidden" role="log">
        {state.news.map(({ key, name, marks }) => (
          <p key={key}>
            {name || words.bot}: {plain(marks)}
          </p>
        ))}
      </div>
      <button
        class="launcher"
        type="button"
        hidden={isOpen}
        aria-haspopup="dialog"
        aria-label={unread ? `${words.open}, ${fill(words.unread, unread)}` : words.open}
        onClick={chat.open}
      >
        {icon(chatIcon)}
        {unread > 0 && <b aria-hidden="true">{unread}</b>}
      </button>
      <dialog
        aria-label={title}
        onClose={({ currentTarget }) => currentTarget.open || chat.close()}
        onKeyDown={(event) => event.key === 'Escape' && !event.isComposing && chat.close()}
      >
        {isOpen && (
          <>
            <header>
              <div>
                <h2>{title}</h2>
                <p>{agent ? fill(words.with, agent) : agent === '' ? words.soon : words.quick}</p>
              </div>
              <button class="icon" type="button" aria-label={words.close} onClick={chat.close}>
                {icon(closeIcon)}
              </button>
            </header>
            <div class="line" role="status">
              {trouble && words[line]}
            </div>
            {transcriptView(chat, settings, words, draw)}
            {composer(chat, words, draw)}
          </>
        )}
      </dialog>
    </section>
  )
}
