import { useEffect } from 'preact/hooks'
import { Account } from './account.tsx'
import { Announcer } from './announcer.tsx'
import { Colleagues } from './colleagues.tsx'
import { Conversation } from './conversation.tsx'
import { CustomerPanel } from './customer-panel.tsx'
import { Inbox } from './inbox.tsx'
import { SearchBox } from './search-box.tsx'
import { ShortcutList } from './shortcut-list.tsx'
import { SignIn } from './sign-in.tsx'
import { dialog, isCustomerShown, lists, loaded, me, openId } from './state.ts'
import { TopBar } from './top-bar.tsx'
import { Welcome, welcomeToken } from './welcome.tsx'
import { words } from './words.ts'
import './desk.css'

export function Desk() {
  const waiting = me.value ? lists.value.waiting.length : 0
  useEffect(() => {
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${words.value.title} · Parley`
  }, [waiting, words.value])

  if (welcomeToken.value) return <Welcome token={welcomeToken.value} />
  if (me.value === undefined) return <p class="desk-loading">{words.value.loading}</p>
  if (me.value === null) return <SignIn />
  const column = !openId.value ? 'list' : isCustomerShown.value ? 'customer' : 'conversation'
  return (
    <>
      <a class="skip" href="#conversation" onClick={skip}>
        {words.value.skip}
      </a>
      <div class="desk" data-column={column} data-ready={loaded.value.waiting.state === 'ready'}>
        <TopBar me={me.value} />
        <main class="desk-columns">
          <Inbox />
          <Conversation key={openId.value} />
          <CustomerPanel key={`customer ${openId.value}`} />
        </main>
      </div>
      {dialog.value === 'account' && <Account me={me.value} />}
      {dialog.value === 'colleagues' && <Colleagues me={me.value} />}
      {dialog.value === 'search' && <SearchBox />}
      {dialog.value === 'shortcuts' && <ShortcutList />}
      <Announcer />
    </>
  )
}

/** The address is the desk's own, so the link moves the focus and leaves the address alone. */
function skip(event: Event): void {
  event.preventDefault()
  document.getElementById('conversation')?.focus()
}
