import type { Found, FoundKind } from './found.ts'

/** Why a row was left out, for the file of those that were. */
export function reasonText({ kind, field, value }: Found): string {
  const where = field === null ? '' : `${field}: `
  return `${where}${texts[kind].replace('%', value.slice(0, 80))}`
}

const texts: Readonly<Record<FoundKind, string>> = {
  missing: 'is missing',
  untidy: '"%" could be written better',
  damaged: '"%" has signs that were damaged; the file may be in another encoding',
  'too-long': 'is too long: "%"',
  'bad-email': '"%" is no e-mail address',
  'bad-phone': '"%" is no phone number',
  'phone-without-country': '"%" does not say its country',
  'bad-date': '"%" is no date',
  'unclear-date': '"%" may be read in two ways',
  'impossible-date': '"%" is a day that cannot be',
  'future-date': '"%" has not come yet',
  'bad-number': '"%" is no number',
  'unclear-number': '"%" may be read in two ways',
  'negative-number': '"%" is below zero',
  'unknown-word': '"%" is not known here',
  'unknown-currency': '"%" is no currency',
  'unknown-country': '"%" is no country',
  'unknown-reference': 'there is no "%"',
  'repeated-row': 'the same as line %',
  'same-key': '% stood before in this file',
  'same-contact': 'the same address or phone as in line %',
  exists: '% exists already',
  'contact-exists': '% has the same address',
  'erased-before': '% was erased, and is not brought back',
  outlier: '"%" is far from all others',
  'not-allowed': '%',
}
