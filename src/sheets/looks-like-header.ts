/** Whether the first row of a table names its columns: no name is there twice, none is a value. */
export function looksLikeHeader(first: readonly string[]): boolean {
  const names = first.map((name) => name.trim().toLowerCase()).filter((name) => name !== '')
  return names.length > 0 && new Set(names).size === names.length && !names.some(isValue)
}

/** A number, a date, a phone, an e-mail address. */
const isValue = (cell: string): boolean =>
  /@\S+\.|^[-+(]?[\d.,/: ()-]*\d[\d.,/: ()tz-]*$/i.test(cell)
