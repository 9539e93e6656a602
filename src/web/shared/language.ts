import { signal } from '@preact/signals'

export type ScreenLanguage = 'en' | 'zh'

const key = 'parley-language'

/** The language of the screen: as chosen on this machine, else as the browser asks. */
export const language = signal<ScreenLanguage>(chosen() ?? preferred())

export function setLanguage(to: ScreenLanguage): void {
  language.value = to
  try {
    localStorage.setItem(key, to)
  } catch {
    // Storage is blocked: the choice lasts as long as the page.
  }
}

language.subscribe((now) => {
  document.documentElement.lang = now === 'zh' ? 'zh-CN' : 'en'
})

function chosen(): ScreenLanguage | null {
  try {
    const stored = localStorage.getItem(key)
    return stored === 'en' || stored === 'zh' ? stored : null
  } catch {
    return null
  }
}

function preferred(): ScreenLanguage {
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
