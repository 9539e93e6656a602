const signs: Readonly<Record<string, string>> = {
  '€': 'EUR',
  $: 'USD',
  US$: 'USD',
  '£': 'GBP',
  '¥': 'CNY',
  元: 'CNY',
  人民币: 'CNY',
  RMB: 'CNY',
  欧元: 'EUR',
  美元: 'USD',
  英镑: 'GBP',
  日元: 'JPY',
  港币: 'HKD',
  HK$: 'HKD',
}

const codes = new Set(Intl.supportedValuesOf('currency'))

/** The three letters of ISO 4217 for a code, a sign or a Chinese name; else null. */
export function readCurrency(text: string): string | null {
  const plain = text.normalize('NFKC').trim().toUpperCase()
  const code = signs[plain] ?? plain
  return codes.has(code) ? code : null
}
