/** The script that a website embeds. Until the visitor opens the chat it asks for nothing more. */

import { render } from 'preact'
import { createApi, emit } from './api.ts'
import { createChat } from './chat.ts'
import { fitToKeyboard, host, settle, shadow } from './screen.ts'
import { readSettings, type Settings } from './settings.ts'
import { widgetView } from './widget-view.tsx'
import css from './widget.css?inline'

const settings = readSettings()
const early = window.Parley
// A page that embeds the script twice still has one widget.
if (settings && (!early || Array.isArray(early))) start(settings, early ?? [])

function start(settings: Settings, calls: readonly unknown[][]): void {
  const chat = createChat(settings, emit)
  const draw = () => {
    const { isOpen, unread } = chat.state
    // While the focus is still in it, so that it goes back to the button of the page that had it.
    if (!isOpen) shadow.querySelector('dialog')?.close()
    render(widgetView(chat, settings, draw), shadow)
    settle(isOpen, unread)
  }
  // Sheets of this kind stand under no Content-Security-Policy of the page.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  shadow.adoptedStyleSheets = [sheet]
  // Ends the page's own rules, `!important` ones too.
  host.style.cssText =
    'all:initial!important;display:block!important;position:fixed!important;z-index:2147483000!important'
  host.style.setProperty('--brand', settings.color)
  // The page's shortcuts and focus traps have no business with what is typed here.
  for (const type of ['keydown', 'keypress', 'keyup', 'input', 'paste', 'focusin'])
    shadow.addEventListener(type, (event) => event.stopPropagation())

  const api = createApi(chat)
  window.Parley = api
  const appear = () => {
    attach()
    chat.subscribe(draw)
    draw()
    chat.resume()
    api.push(...calls)
    emit('ready', undefined)
    visualViewport?.addEventListener('resize', fitToKeyboard)
    visualViewport?.addEventListener('scroll', fitToKeyboard)
  }
  if (document.body) appear()
  else addEventListener('DOMContentLoaded', appear)
}

/** Single-page sites replace their body: the widget moves over to the new one. */
function attach(): void {
  const move = () => {
    if (document.body && host.parentNode !== document.body) {
      document.body.append(host)
      watch.observe(document.body, { childList: true })
    }
  }
  const watch = new MutationObserver(move)
  watch.observe(document.documentElement, { childList: true })
  move()
}
