import type { Language } from '../conversation.ts'
import type { Token } from './tokens.ts'

/**
 * The language of a message by its script and letters: Chinese characters → zh, kana → ja, a
 * Latin script → the language the bot speaks that its letters allow. Order numbers, addresses
 * and a lone "ok" say nothing; then it is the locale's, and without one the bot's first.
 */
export function detectLanguage(
  text: string,
  tokens: readonly Token[],
  languages: readonly Language[],
  locale?: string,
): Language {
  const wished = locale?.split(/[-_]/)[0]?.toLowerCase()
  const otherwise = wished || languages[0] || 'en'
  const scripts = countScripts(text, tokens)
  if (scripts.kana > 0) return 'ja'
  if (scripts.han > 0 && scripts.han >= scripts.latin + scripts.others) return 'zh'
  if (scripts.others > scripts.latin) return scripts.other
  if (scripts.latin === 0) return otherwise
  if (scripts.latin === 1 && wished && !isLatin(wished) && scripts.han === 0) return wished
  return latinLanguage(text, languages, wished)
}

type Scripts = { han: number; kana: number; latin: number; others: number; other: Language }

function countScripts(text: string, tokens: readonly Token[]): Scripts {
  const scripts: Scripts = { han: 0, kana: 0, latin: 0, others: 0, other: 'en' }
  for (const token of tokens) {
    if (token.kind !== 'word' && token.kind !== 'character') continue
    const code = token.text.charCodeAt(0)
    if (token.kind === 'character') {
      if (code >= 0x3040 && code <= 0x30ff) scripts.kana++
      else scripts.han++
    } else if (code < 0x370) {
      if (!isPartOfCode(text, token)) scripts.latin++
    } else {
      const other = others.find(([from, to]) => code >= from && code <= to)
      if (!other) continue
      scripts.others++
      scripts.other = other[2]
    }
  }
  return scripts
}

const others: readonly (readonly [number, number, Language])[] = [
  [0x370, 0x3ff, 'el'],
  [0x400, 0x52f, 'ru'],
  [0x590, 0x5ff, 'he'],
  [0x600, 0x77f, 'ar'],
  [0x900, 0x97f, 'hi'],
  [0xe00, 0xe7f, 'th'],
  [0x1100, 0x11ff, 'ko'],
  [0xac00, 0xd7af, 'ko'],
]

/** Letters of an order number, an e-mail address or a link. */
function isPartOfCode(text: string, token: Token): boolean {
  const before = text.charAt(token.start - 1)
  const after = text.charAt(token.end)
  if (before !== '' && /[\d@_./#-]/.test(before)) return true
  if (!/[\d@_./-]/.test(after)) return false
  return after !== '.' || /[^\s]/.test(text.charAt(token.end + 1))
}

function isLatin(language: Language): boolean {
  return !['zh', 'ja', 'ko', ...others.map(([, , other]) => other)].includes(language)
}

/** Letters that only some of the Latin languages use. */
const letters: Readonly<Record<Language, RegExp>> = {
  de: /[äöüß]/i,
  fr: /[àâçèêëîïôùûœ]/i,
  es: /[ñ¿¡]/i,
  pt: /[ãõ]/i,
  sv: /å/i,
  da: /[æø]/i,
  pl: /[ąćęłńśźż]/i,
  cs: /[ěřůčž]/i,
  tr: /[ğış]/i,
  vi: /[ơưđ]/i,
}

function latinLanguage(
  text: string,
  languages: readonly Language[],
  wished: Language | undefined,
): Language {
  const spoken = languages.filter(isLatin)
  const told = spoken.find((language) => letters[language]?.test(text))
  if (told) return told
  if (wished && spoken.includes(wished)) return wished
  return spoken[0] ?? 'en'
}
