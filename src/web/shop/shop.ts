/** The page's language and its button; everything of the chat is the widget's own. */

type Language = 'en' | 'zh'

// Calls wait here until the widget has loaded, which then takes the array's place.
const parley = () => (window.Parley ??= [])

const asked = new URLSearchParams(location.search).get('lang') ?? navigator.language

function show(language: Language): void {
  document.documentElement.lang = language
  document.title = language === 'zh' ? '港松家居' : 'Harbour & Pine'
  for (const link of document.querySelectorAll<HTMLElement>('[data-language]')) {
    if (link.dataset['language'] === language) link.setAttribute('aria-current', 'true')
    else link.removeAttribute('aria-current')
  }
  parley().push(['setLocale', language])
}

show(asked.startsWith('zh') ? 'zh' : 'en')

for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-language]')) {
  link.addEventListener('click', (event) => {
    event.preventDefault()
    history.replaceState(null, '', link.href)
    show(link.dataset['language'] === 'zh' ? 'zh' : 'en')
  })
}

document.querySelector('[data-open-chat]')?.addEventListener('click', () => parley().push(['open']))
