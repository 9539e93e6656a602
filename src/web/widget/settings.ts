import { isChinese } from './words.ts'

/**
 * What the embedding line says:
 *
 *     <script src="https://desk.example/widget.js" data-locale="zh" async></script>
 *
 * `data-locale` (default: the page's `lang`, then the browser's), `data-position` right | left,
 * `data-theme` auto | light | dark, `data-color` the brand's colour as #rrggbb, `data-title`,
 * `data-greeting` and `data-suggestions` (separated by `|`). The last three may be given for
 * Chinese apart: `data-title-zh`.
 */
export type Settings = {
  /** Where the script came from, without a slash at its end. */
  readonly server: string
  readonly locale: string
  /** The names of its place and its theme, as the styles have them. */
  readonly look: string
  readonly color: string
  text(name: 'title' | 'greeting' | 'suggestions', locale: string): string
}

/** Null when the script's own address can't be told: then there is no server to talk to. */
export function readSettings(): Settings | null {
  const script = document.currentScript ?? document.querySelector('script[src*="/widget.js"]')
  if (!(script instanceof HTMLScriptElement)) return null
  const data = script.dataset
  const { locale, position, theme, color = '' } = data
  return {
    server: new URL('.', script.src).href.slice(0, -1),
    locale: locale || document.documentElement.lang || navigator.language,
    look: `root ${position === 'left' ? 'left' : ''} ${theme === 'light' || theme === 'dark' ? theme : ''}`,
    color: /^#[0-9a-f]{6}$/i.test(color) ? color : '#155e63',
    text: (name, locale) => (isChinese(locale) && data[name + 'Zh']) || data[name] || '',
  }
}
