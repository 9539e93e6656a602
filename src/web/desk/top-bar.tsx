import type { Me } from '../../server/wire.ts'
import { LanguageSwitch } from '../shared/language-switch.tsx'
import { connection, dialog, trouble } from './state.ts'
import { words } from './words.ts'
import './top-bar.css'

export function TopBar({ me }: { me: Me }) {
  const w = words.value
  return (
    <header class="top-bar">
      <h1 class="top-bar-brand">
        Parley <span>{w.title}</span>
      </h1>
      <p class={`connection connection-${connection.value}`} role="status">
        {w.connections[connection.value]}
      </p>
      {trouble.value && (
        <p class="notice top-bar-trouble" role="alert">
          {trouble.value}
          <button
            type="button"
            class="button button-plain"
            aria-label={w.close}
            onClick={() => (trouble.value = null)}
          >
            ×
          </button>
        </p>
      )}
      <nav class="top-bar-menu">
        <button
          type="button"
          class="button top-bar-search"
          aria-keyshortcuts="/"
          onClick={show('search')}
        >
          {w.search} <kbd aria-hidden="true">/</kbd>
        </button>
        <a class="button button-plain top-bar-more" href="/studio">
          {w.studio}
        </a>
        <LanguageSwitch />
        <button
          type="button"
          class="button button-plain top-bar-keys"
          aria-label={w.shortcuts}
          title={w.shortcuts}
          onClick={show('shortcuts')}
        >
          ?
        </button>
        <button type="button" class="button" onClick={show('account')}>
          <bdi>{me.name}</bdi>
        </button>
      </nav>
    </header>
  )
}

const show = (which: NonNullable<typeof dialog.value>) => () => (dialog.value = which)
