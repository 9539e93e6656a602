/** A page of rows of which one more than its limit was asked for; `cursorAfter` is where the next begins. */
export function paged<T>(
  rows: readonly T[],
  limit: number,
  cursorAfter: (last: T) => string | null,
): { readonly items: readonly T[]; readonly next: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? cursorAfter(last) : null }
}
