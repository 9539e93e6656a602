import { useEffect } from 'preact/hooks'
import { Account } from './account.tsx'
import { Announcer } from './announcer.tsx'
import { Conversation } from './conversation.tsx'
import { CustomerPanel } from './customer-panel.tsx'
import { Inbox } from './inbox.tsx'
import { ReminderList } from './reminder-list.tsx'
import { SearchBox } from './search-box.tsx'
import { ShortcutList } from './shortcut-list.tsx'
import { SignIn } from './sign-in.tsx'
import { PageBar } from './pages/page-bar.tsx'
import { PageView } from './pages/page-view.tsx'
import { pages } from './pages/pages.ts'
import { dialog, isCustomerShown, lists, loaded, me, openId, page } from './state.ts'
import { TopBar } from './top-bar.tsx'
import { Welcome, welcomeToken } from './welcome.tsx'
import { words } from './words.ts'
import './desk.css'

export function Desk() {
  const waiting = me.value ? lists.value.waiting.length : 0
  useEffect(() => {
    const { title, pageNames } = words.value
    const name = page.value === 'inbox' ? title : pageNames[page.value]
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${name} · Parley`
  }, [waiting, words.value, page.value])

  if (welcomeToken.value) return <Welcome token={welcomeToken.value} />
  if (me.value === undefined) return <p class="desk-loading">{words.value.loading}</p>
  if (me.value === null) return <SignIn />
  const other = pages.find(({ name }) => name === page.value)
  const column = !openId.value ? 'list' : isCustomerShown.value ? 'customer' : 'conversation'
  return (
    <>
      <a class="skip" href={other ? '#page' : '#conversation'} onClick={skip}>
        {other ? words.value.skipToPage : words.value.skip}
      </a>
      <div
        class="desk"
        data-page={other && 'other'}
        data-column={column}
        data-ready={loaded.value.waiting.state === 'ready'}
      >
        <TopBar me={me.value} />
        <PageBar me={me.value} />
        {other ? (
          <PageView page={other} />
        ) : (
          <main class="desk-columns">
            <Inbox />
            <Conversation key={openId.value} />
            <CustomerPanel key={`customer ${openId.value}`} />
          </main>
        )}
      </div>
      {dialog.value === 'account' && <Account me={me.value} />}
      {dialog.value === 'search' && <SearchBox />}
      {dialog.value === 'shortcuts' && <ShortcutList />}
      <ReminderList />
      <Announcer />
    </>
  )
}

/** The address is the desk's own, so the link moves the focus and leaves the address alone. */
function skip(event: Event & { readonly currentTarget: HTMLAnchorElement }): void {
  event.preventDefault()
  document.querySelector<HTMLElement>(event.currentTarget.hash)?.focus()
}
