import type { Json } from '../../conversation.ts'

/** A field's text; '' of what is none. */
export const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
