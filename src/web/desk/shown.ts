import type { Json } from '../../server/wire.ts'

/** A value as a person reads it: text without quotes. */
export function shown(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
