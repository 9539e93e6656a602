import { language } from '../../shared/language.ts'
import { words } from './words.ts'

/** "2026-12" → December 2026, or Dec; what is overdue or has no day is called so. */
export function monthName(month: string, length: 'short' | 'long'): string {
  const w = words.value
  if (month === 'overdue') return w.overdue
  if (month === 'undated') return w.undated
  return new Date(`${month}-01T00:00:00.000Z`).toLocaleDateString(
    language.value === 'zh' ? 'zh-CN' : 'en-GB',
    { month: length, timeZone: 'UTC', ...(length === 'long' && { year: 'numeric' }) },
  )
}
