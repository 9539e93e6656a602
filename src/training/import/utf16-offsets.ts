/** Turns an offset in code points, as Python counts, into ours in UTF-16 units. */
export function utf16Offsets(text: string): (codePoints: number) => number {
  if (!/[\uD800-\uDFFF]/.test(text)) return (at) => at
  const starts: number[] = []
  let at = 0
  for (const letter of text) {
    starts.push(at)
    at += letter.length
  }
  return (codePoints) =>
    codePoints >= starts.length
      ? at + codePoints - starts.length
      : (starts[codePoints] ?? codePoints)
}
