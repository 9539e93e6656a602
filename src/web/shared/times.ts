import { signal } from '@preact/signals'
import { language } from './language.ts'

const locale = () => (language.value === 'zh' ? 'zh-CN' : 'en-GB')

/** The time now, told anew every 15 seconds, so that waiting times on the screen go on. */
export const now = signal(Date.now())
setInterval(() => (now.value = Date.now()), 15_000)

/** 14:05 */
export function clock(at: string): string {
  return new Date(at).toLocaleTimeString(locale(), { hour: '2-digit', minute: '2-digit' })
}

/** 3 March 2026 */
export function day(at: string): string {
  return new Date(at).toLocaleDateString(locale(), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
}

/** The clock today, the day and month before. */
export function moment(at: string): string {
  const date = new Date(at)
  if (date.toDateString() === new Date(now.value).toDateString()) return clock(at)
  return date.toLocaleDateString(locale(), { day: 'numeric', month: 'short' })
}

/** How long ago, in the largest unit that fits: 12 min, 3 hr, 2 days. */
export function since(at: string): string {
  const minutes = Math.max(0, Math.floor((now.value - Date.parse(at)) / 60_000))
  if (minutes === 0) return `<${amount(1, 'minute')}`
  if (minutes < 60) return amount(minutes, 'minute')
  if (minutes < 48 * 60) return amount(Math.floor(minutes / 60), 'hour')
  return amount(Math.floor(minutes / 1440), 'day')
}

function amount(value: number, unit: 'minute' | 'hour' | 'day'): string {
  return new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'short' }).format(
    value,
  )
}

export function money(value: number, currency: string): string {
  try {
    return new Intl.NumberFormat(locale(), { style: 'currency', currency }).format(value)
  } catch {
    return `${value} ${currency}`
  }
}

export function percent(share: number, digits = 0): string {
  return new Intl.NumberFormat(locale(), {
    style: 'percent',
    maximumFractionDigits: digits,
  }).format(share)
}
