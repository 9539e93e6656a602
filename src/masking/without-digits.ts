/** "HP-10023" → "HP-00000": what a number looks like, in whatever script, and not which it is. */
export const withoutDigits = (text: string): string => text.replace(/\p{Nd}/gu, '0')
