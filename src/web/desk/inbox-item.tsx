import type { ConversationSummary, Inbox } from '../../server/wire.ts'
import { moment, since } from '../shared/times.ts'
import { goTo } from './place.ts'
import { me, openId, typing } from './state.ts'
import { visitorName } from './visitor-name.ts'
import { words } from './words.ts'

export function InboxItem({
  conversation,
  inbox,
}: {
  conversation: ConversationSummary
  inbox: Inbox
}) {
  const w = words.value
  const { id, lastText, lastAt, waitingSince, reason, unread, heldBy, agent, status } = conversation
  const { isAngry, isUrgent } = conversation
  const isWaiting = heldBy === 'queue' && status === 'open'
  return (
    <li>
      <a
        class={`inbox-item ${unread > 0 ? 'inbox-item-unread' : ''}`}
        href={`#/${inbox}/${id}`}
        aria-current={id === openId.value ? 'true' : undefined}
        onClick={(event) => {
          event.preventDefault()
          goTo(inbox, id)
        }}
      >
        <span class="inbox-item-top">
          <bdi class="inbox-item-name">{visitorName(conversation)}</bdi>
          <time dateTime={lastAt}>{moment(lastAt)}</time>
        </span>
        <span class="inbox-item-text" lang={conversation.language}>
          {typing.value.get(id) === 'customer' ? w.typingCustomer : <bdi>{lastText || '…'}</bdi>}
        </span>
        <span class="inbox-item-tags">
          {isWaiting && waitingSince && (
            <span class="tag tag-warn">{w.waitingFor(since(waitingSince))}</span>
          )}
          {status === 'open' && isAngry && <span class="tag tag-bad">{w.angry}</span>}
          {status === 'open' && isUrgent && <span class="tag tag-warn">{w.urgent}</span>}
          {isWaiting && reason && <span class="tag">{w.reasons[reason]}</span>}
          {!isWaiting && inbox === 'open' && (
            <span class="tag">
              {heldBy === 'bot'
                ? w.heldBy.bot
                : agent?.id === me.value?.id
                  ? w.heldByYou
                  : agent?.name}
            </span>
          )}
          {inbox === 'resolved' && agent && <span class="tag">{agent.name}</span>}
          {unread > 0 && (
            <span class="inbox-item-count">
              <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
              <span class="visually-hidden">{w.unread(unread)}</span>
            </span>
          )}
        </span>
      </a>
    </li>
  )
}
