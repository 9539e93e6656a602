import type { Language } from '../conversation.ts'

/** 'zh-Hans-CN' → 'zh'; what is no language tag is as if nothing was said, which is English. */
export function languageOf(locale: string | undefined): Language {
  return /^([a-z]{2,3})(?:[-_]|$)/i.exec(locale ?? '')?.[1]?.toLowerCase() ?? 'en'
}
