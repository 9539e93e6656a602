import type { Language } from '../../conversation.ts'

/** `en-us` and `zh_CN` → en and zh; undefined where no language is named. */
export function languageIn(code: unknown): Language | undefined {
  if (typeof code !== 'string') return undefined
  return /^([a-z]{2})(?:[-_][a-z]{2,4})*$/i.exec(code.trim())?.[1]?.toLowerCase()
}
