/** The two letters of ISO 3166 for a country's name or code, in any of five languages; else null. */
export function readCountry(text: string): string | null {
  return codes().get(text.normalize('NFKC').trim().toLowerCase()) ?? null
}

let known: Map<string, string> | undefined

function codes(): Map<string, string> {
  if (known) return known
  known = new Map()
  for (const language of ['en', 'zh', 'zh-Hant', 'de', 'fr', 'es']) {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    for (const code of everyCode()) {
      const name = names.of(code)
      if (name === undefined) continue
      known.set(name.toLowerCase(), code)
      known.set(code.toLowerCase(), code)
    }
  }
  for (const [name, code] of Object.entries(others)) known.set(name, code)
  return known
}

function everyCode(): string[] {
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
  return letters.flatMap((a) => letters.map((b) => a + b)).filter(isCountry)
}

/** Neither a region of CLDR such as Europe or the unknown, nor a code that another has replaced. */
const isCountry = (code: string): boolean =>
  !/^(E[UZ]|QO|UN|X[AB]|ZZ)$/.test(code) && new Intl.Locale(`und-${code}`).region === code

const others: Readonly<Record<string, string>> = {
  usa: 'US',
  'u.s.a.': 'US',
  'u.s.': 'US',
  'united states of america': 'US',
  uk: 'GB',
  'u.k.': 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  holland: 'NL',
  'the netherlands': 'NL',
  prc: 'CN',
  "people's republic of china": 'CN',
  中华人民共和国: 'CN',
  'hong kong': 'HK',
  香港: 'HK',
  macau: 'MO',
  澳门: 'MO',
  台湾: 'TW',
  'south korea': 'KR',
  'czech republic': 'CZ',
  deu: 'DE',
  fra: 'FR',
  gbr: 'GB',
  chn: 'CN',
  aut: 'AT',
  che: 'CH',
  ita: 'IT',
  esp: 'ES',
  nld: 'NL',
  jpn: 'JP',
}
