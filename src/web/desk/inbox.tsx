import type { Inbox as InboxName } from '../../server/wire.ts'
import { InboxItem } from './inbox-item.tsx'
import { loadInbox } from './load.ts'
import { goTo } from './place.ts'
import { inbox, inboxes, lists, loaded, openId } from './state.ts'
import { words } from './words.ts'
import './inbox.css'

export function Inbox() {
  const w = words.value
  const name = inbox.value
  const list = lists.value[name]
  const { state, next } = loaded.value[name]
  return (
    <section class="inbox" aria-label={w.inboxList}>
      <nav class="inbox-tabs" aria-label={w.inboxList}>
        {inboxes.map((one) => (
          <a
            key={one}
            href={`#/${one}`}
            aria-current={one === name ? 'page' : undefined}
            onClick={(event) => {
              event.preventDefault()
              goTo(one, openId.value)
            }}
          >
            {w.inboxes[one]} <Count of={one} />
          </a>
        ))}
      </nav>
      <div class="inbox-scroll">
        {list.length > 0 && (
          <ul class="inbox-list">
            {list.map((conversation) => (
              <InboxItem key={conversation.id} conversation={conversation} inbox={name} />
            ))}
          </ul>
        )}
        {list.length === 0 && state === 'ready' && (
          <div class="empty">
            <h2>{w.emptyTitle[name]}</h2>
            <p>{w.emptyHelp[name]}</p>
          </div>
        )}
        {list.length === 0 && state === 'loading' && <p class="desk-loading">{w.loading}</p>}
        {(state === 'failed' || next) && (
          <p class="inbox-more">
            <button type="button" class="button" onClick={() => void loadInbox(name, next)}>
              {state === 'failed' ? w.retry : w.more}
            </button>
          </p>
        )}
      </div>
    </section>
  )
}

/** Only of what calls for somebody: how many are open or resolved in all is no call to act. */
function Count({ of }: { of: InboxName }) {
  if (of !== 'waiting' && of !== 'mine') return null
  const count = lists.value[of].length
  if (count === 0) return null
  return (
    <span class={`tag ${of === 'waiting' ? 'tag-warn' : ''}`}>
      {count}
      {loaded.value[of].next ? '+' : ''}
    </span>
  )
}
