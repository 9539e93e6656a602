import { Composer } from './composer.tsx'
import { ConversationBar } from './conversation-bar.tsx'
import { catchUp } from './load.ts'
import { mayWrite } from './may-write.ts'
import { goTo } from './place.ts'
import { inbox, logState, open, openId } from './state.ts'
import { Transcript } from './transcript.tsx'
import { words } from './words.ts'
import './conversation.css'

export function Conversation() {
  const w = words.value
  const conversation = open.value
  return (
    <section class="conversation" id="conversation" tabIndex={-1} aria-label={w.conversation}>
      {conversation && logState.value === 'ready' ? (
        <>
          <ConversationBar conversation={conversation} />
          <Transcript conversation={conversation} />
          {mayWrite() && <Composer conversation={conversation} />}
        </>
      ) : (
        <Without />
      )}
    </section>
  )
}

function Without() {
  const w = words.value
  if (!openId.value) {
    return (
      <div class="empty">
        <h2>{w.chooseTitle}</h2>
        <p>{w.chooseHelp}</p>
      </div>
    )
  }
  if (logState.value === 'loading') return <p class="desk-loading">{w.loading}</p>
  return (
    <div class="empty">
      <h2>{logState.value === 'not-found' ? w.notFound : w.problem}</h2>
      {logState.value === 'failed' && (
        <button type="button" class="button" onClick={() => void catchUp(openId.value)}>
          {w.retry}
        </button>
      )}
      <button type="button" class="button" onClick={() => goTo(inbox.value)}>
        {w.back}
      </button>
    </div>
  )
}
