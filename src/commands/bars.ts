/** Shares and pushes as bars of eighths of a character. */
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** 0 to 1, from the left, `width` characters in all. */
export function bar(share: number, width: number): string {
  const filled = Math.round(Math.max(0, Math.min(1, share)) * width * 8)
  return ('█'.repeat(filled >> 3) + eighths[filled & 7]).padEnd(width)
}

/** −1 to 1, from the middle: to the left what speaks against. */
export function push(value: number, width: number): string {
  const filled = Math.round(Math.max(-1, Math.min(1, value)) * width)
  const against = '█'.repeat(Math.max(0, -filled)).padStart(width)
  return `${against}│${'█'.repeat(Math.max(0, filled)).padEnd(width)}`
}
