import type { ConversationSummary } from '../../server/wire.ts'
import { since } from '../shared/times.ts'
import { hold } from './hold.ts'
import { mayWrite } from './may-write.ts'
import { goTo } from './place.ts'
import { SendToTeam } from './send-to-team.tsx'
import { inbox, isCustomerShown, me } from './state.ts'
import { visitorName } from './visitor-name.ts'
import { words } from './words.ts'

export function ConversationBar({ conversation }: { conversation: ConversationSummary }) {
  const w = words.value
  const { heldBy, agent, status, waitingSince, reason, isAngry, isUrgent } = conversation
  const mayAct = mayWrite()
  const isMine = heldBy === 'agent' && agent?.id === me.value?.id
  const isOpen = status === 'open'
  return (
    <header class="conversation-bar">
      <button
        type="button"
        class="button button-plain only-narrow"
        aria-label={w.back}
        onClick={() => goTo(inbox.value)}
      >
        ‹
      </button>
      <div class="conversation-title">
        <h2>
          <bdi>{visitorName(conversation)}</bdi>
        </h2>
        <p>
          {!isOpen && <span class="tag">{w.resolved}</span>}
          {isOpen && heldBy === 'bot' && <span class="tag">{w.heldBy.bot}</span>}
          {isOpen && heldBy === 'queue' && (
            <span class="tag tag-warn">{waitingSince && w.waitingFor(since(waitingSince))}</span>
          )}
          {isOpen && heldBy === 'agent' && (
            <span class={`tag ${isMine ? 'tag-good' : ''}`}>
              {isMine ? w.heldByYou : `${w.heldBy.agent} ${agent?.name ?? ''}`}
            </span>
          )}
          {isOpen && isAngry && <span class="tag tag-bad">{w.angry}</span>}
          {isOpen && isUrgent && <span class="tag tag-warn">{w.urgent}</span>}
          {isOpen && reason && <span class="tag">{w.reasons[reason]}</span>}
        </p>
      </div>
      <button
        type="button"
        class="button only-narrow"
        onClick={() => (isCustomerShown.value = true)}
      >
        {w.details}
      </button>
      <div class="conversation-actions">
        {heldBy !== 'agent' && mayAct && (
          <button type="button" class="button button-main" onClick={() => void hold('claim')}>
            {w.takeOver}
          </button>
        )}
        {isMine && (
          <button
            type="button"
            class="button"
            title={w.giveBackHelp}
            onClick={() => void hold('give-back')}
          >
            {w.giveBack}
          </button>
        )}
        {isOpen && mayAct && (isMine || heldBy !== 'agent') && <SendToTeam />}
        {isOpen && mayAct && (isMine || heldBy !== 'agent') && (
          <button type="button" class="button" onClick={() => void hold('resolve')}>
            {w.resolve}
          </button>
        )}
      </div>
    </header>
  )
}
