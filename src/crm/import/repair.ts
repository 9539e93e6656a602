/**
 * What a person may accept, field by field. `update`: records that exist are changed, never emptied;
 * `tidy`: written in one way; `empty`: what cannot be is left out; `default`: an unknown word is taken
 * for the usual one; the rest say how dates and numbers are read that have two readings.
 */
export type Repair =
  | 'update'
  | `${'tidy' | 'empty' | 'default' | 'day-first' | 'month-first' | 'comma' | 'point'}:${string}`

const form = /^(update|(tidy|empty|default|day-first|month-first|comma|point):[a-z_]+)$/

export const isRepair = (text: string): text is Repair => form.test(text)
