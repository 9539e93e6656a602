import { z } from 'zod'

const address = z.email().max(254)

export type EmailRead = { readonly value: string; readonly isAsItWas: boolean }

/**
 * An e-mail address; null for what is none. What surrounds it is taken away ("Anna <a@example.com>",
 * "mailto:", a full stop at the end), and full-width letters are made ordinary ones.
 */
export function readEmail(text: string): EmailRead | null {
  if (address.safeParse(text).success) return { value: text, isAsItWas: true }
  const plain = text.normalize('NFKC').trim()
  const inner = /<([^<>]+)>$/.exec(plain)?.[1] ?? plain
  const value = inner
    .replace(/^mailto:/i, '')
    .replace(/[\s,;.]+$/, '')
    .replace(/\s*@\s*/, '@')
  return address.safeParse(value).success ? { value, isAsItWas: false } : null
}
